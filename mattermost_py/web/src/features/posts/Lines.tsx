import { t } from "@/i18n/t";

import styles from "./Lines.module.css";
import { type Clock, dayText } from "./times";

/** Where a day begins. */
export function DateLine({ day, clock }: { day: number; clock: Clock }) {
  return (
    <div className={styles.line} role="separator">
      <span className={styles.label}>{dayText(day, clock, Date.now())}</span>
    </div>
  );
}

/** Where the unread posts begin. */
export function NewLine() {
  return (
    <div className={styles.newLine} role="separator">
      <span className={styles.label}>{t("posts.new_messages")}</span>
    </div>
  );
}
