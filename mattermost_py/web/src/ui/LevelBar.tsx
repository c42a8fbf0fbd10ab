import styles from "./LevelBar.module.css";
import { readableOn } from "./colors";

interface Props {
  label: string;
  name: string;
  color: string;
}

/** A line that says how confidential everything beside it is. */
export function LevelBar({ label, name, color }: Props) {
  return (
    <div className={styles.bar} role="region" aria-label={label} style={{ background: color, color: readableOn(color) }}>
      {name}
    </div>
  );
}
