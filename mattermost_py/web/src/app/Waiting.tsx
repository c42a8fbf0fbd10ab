import { CloudOff } from "lucide-react";
import { t } from "@/i18n/t";
import { startSession } from "@/load/session";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import styles from "./Waiting.module.css";

/** The moment before anything is known; says nothing unless it lasts. */
export function Starting() {
  return (
    <div className={styles.page} role="status">
      <span className={styles.late}>
        <span className={styles.pulse} aria-hidden="true" />
        <span className="visually-hidden">{t("common.loading")}</span>
      </span>
    </div>
  );
}

/** The server does not answer. */
export function Unreachable() {
  return (
    <main className={styles.page}>
      <Empty
        icon={<CloudOff size={24} />}
        title={t("app.unreachable_title")}
        action={
          <Button tone="primary" onClick={() => void startSession()}>
            {t("common.retry")}
          </Button>
        }
      >
        {t("app.unreachable_text")}
      </Empty>
    </main>
  );
}
