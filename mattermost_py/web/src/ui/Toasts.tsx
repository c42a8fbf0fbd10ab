import { X } from "lucide-react";
import { useEffect } from "react";
import { t } from "@/i18n/t";
import styles from "./Toasts.module.css";
import { classes } from "./classes";

interface ToastProps {
  id: number;
  text: string;
  tone: "plain" | "danger";
  action?: { label: string; run: () => void } | undefined;
}

interface Props {
  toasts: readonly ToastProps[];
  onDismiss: (id: number) => void;
}

const STAY_MS = 6000;

/** Short notes at the bottom that go by themselves. */
export function Toasts({ toasts, onDismiss }: Props) {
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} {...toast} onDismiss={onDismiss} />
      ))}
    </div>
  );
}

function OneToast({ id, text, tone, action, onDismiss }: ToastProps & Pick<Props, "onDismiss">) {
  useEffect(() => {
    const timer = setTimeout(() => onDismiss(id), STAY_MS);
    return () => clearTimeout(timer);
  }, [id, onDismiss]);
  return (
    <div className={classes(styles.toast, tone === "danger" && styles.danger)}>
      <span className={styles.text}>{text}</span>
      {action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            action.run();
            onDismiss(id);
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className={styles.close} aria-label={t("common.close")} onClick={() => onDismiss(id)}>
        <X size={16} />
      </button>
    </div>
  );
}
