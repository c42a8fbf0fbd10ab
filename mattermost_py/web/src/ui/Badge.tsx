import styles from "./Badge.module.css";
import { classes } from "./classes";

interface Props {
  count: number;
  /** What is counted, for the ear: "3 mentions". */
  label?: string | undefined;
  tone?: "mention" | "quiet";
}

/** A small number; nothing for zero, 99+ above. */
export function Badge({ count, label, tone = "mention" }: Props) {
  if (count <= 0) return null;
  return (
    <span className={classes(styles.badge, styles[tone])}>
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      {label !== undefined && <span className="visually-hidden">{label}</span>}
    </span>
  );
}

/** A word that says what kind of thing this is: bot, guest, archived. */
export function Tag({ children }: { children: string }) {
  return <span className={styles.tag}>{children}</span>;
}
