import { useState } from "react";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { useTask } from "@/ui/useTask";

interface Props {
  title: string;
  action: string;
  name: string;
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for a category's name. */
export function CategoryNameDialog({ title, action, name: before, onSave, onClose }: Props) {
  const [name, setName] = useState(before);
  const { busy, problem, run } = useTask();
  const save = () => name.trim() !== "" && run(() => onSave(name.trim()));
  return (
    <Dialog
      title={title}
      size="s"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} disabled={name.trim() === ""} onClick={save}>
            {action}
          </Button>
        </>
      }
    >
      <TextField
        label={t("sidebar.category_name")}
        placeholder={t("sidebar.category_example")}
        maxLength={22}
        autoFocus
        value={name}
        problem={problem}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && save()}
      />
    </Dialog>
  );
}
