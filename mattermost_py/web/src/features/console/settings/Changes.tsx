import type { Json } from "@/client/console";
import { t } from "@/i18n/t";
import { Mark } from "../parts";
import { sectionTitle, settingLabel } from "../words";
import styles from "./Settings.module.css";
import { shownValue } from "./values";

export interface Change {
  section: string;
  key: string;
  before: Json;
  after: Json;
  isSecret: boolean;
  needsRestart: boolean;
}

/** Settings with their values before and after. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className={styles.summary}>
      {changes.map(({ section, key, before, after, isSecret, needsRestart }) => (
        <li key={`${section}.${key}`}>
          <span>
            {settingLabel(section, key)}
            <small>{sectionTitle(section)}</small>
            {needsRestart && <Mark tone="warn">{t("console.needs_restart")}</Mark>}
          </span>
          <span className={styles.summaryValues}>
            <del>{shownValue(before, isSecret)}</del>
            <ins>{shownValue(after, isSecret)}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
}
