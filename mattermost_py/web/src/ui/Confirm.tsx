import type { ReactNode } from "react";
import styles from "./Confirm.module.css";
import { FormDialog } from "./FormDialog";
import { useTask } from "./useTask";

interface Props {
  title: string;
  children: ReactNode;
  action: string;
  danger?: boolean;
  /** Does it; a thrown error's message is shown in place and the dialog stays. */
  onConfirm: () => Promise<void> | void;
  onClose: () => void;
}

/** Asks once before something that is hard to take back. */
export function Confirm({ title, children, action, danger = false, onConfirm, onClose }: Props) {
  const { busy, problem, run } = useTask();
  const confirm = () =>
    run(async () => {
      await onConfirm();
      onClose();
    });
  return (
    <FormDialog title={title} action={action} danger={danger} busy={busy} startsAtAction onSubmit={confirm} onClose={onClose}>
      <div className={styles.text}>{children}</div>
      {problem !== "" && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </FormDialog>
  );
}
