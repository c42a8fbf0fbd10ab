import { type ReactNode, useId } from "react";
import { t } from "@/i18n/t";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

interface Props {
  title: string;
  /** What the main button is called. */
  action: string;
  size?: "s" | "m" | "l";
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
  /** Begins at the main button, where there is nothing to fill in. */
  startsAtAction?: boolean;
  steady?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with one deed, which Enter does, too, and a way out of it. */
export function FormDialog({ title, action, size = "s", danger = false, busy = false, disabled = false, startsAtAction = false, steady = false, onSubmit, onClose, children }: Props) {
  const id = useId();
  return (
    <Dialog
      title={title}
      size={size}
      steady={steady}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" form={id} tone={danger ? "danger" : "primary"} busy={busy} disabled={disabled} autoFocus={startsAtAction}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A form may stand inside another one on the page, though not on the screen.
          event.stopPropagation();
          if (!busy && !disabled) onSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}
