import { type ReactNode, useState } from "react";
import { t } from "@/i18n/t";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import styles from "./Confirm.module.css";

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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  async function confirm() {
    setBusy(true);
    setProblem("");
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  }
  return (
    <Dialog
      title={title}
      size="s"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone={danger ? "danger" : "primary"} busy={busy} autoFocus onClick={confirm}>
            {action}
          </Button>
        </>
      }
    >
      <div className={styles.text}>{children}</div>
      {problem !== "" && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  );
}
