import { useState } from "react";
import { t } from "@/i18n/t";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
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
  return (
    <FormDialog title={title} action={action} busy={busy} disabled={name.trim() === ""} onSubmit={() => run(() => onSave(name.trim()))} onClose={onClose}>
      <TextField
        label={t("sidebar.category_name")}
        placeholder={t("sidebar.category_example")}
        maxLength={22}
        autoFocus
        value={name}
        problem={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
