import styles from "./Skeleton.module.css";

interface Props {
  /** How many rows to hint at. */
  rows?: number;
  avatar?: boolean;
}

/** The grey shape of a list that is on its way; appears only if the wait exceeds 300 ms. */
export function Skeleton({ rows = 4, avatar = false }: Props) {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {Array.from({ length: rows }, (_none, row) => (
        <div key={row} className={styles.row}>
          {avatar && <span className={styles.circle} />}
          <span className={styles.lines}>
            <span className={styles.line} style={{ width: `${30 + ((row * 37) % 25)}%` }} />
            <span className={styles.line} style={{ width: `${55 + ((row * 23) % 40)}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
