import type { KeyboardEvent, ReactNode } from "react";
import styles from "./Card.module.css";
import { classes } from "./classes";

interface Props {
  /** What a press on the card opens, for the ear. */
  label: string;
  isCurrent?: boolean;
  className?: string | undefined;
  onOpen: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
}

/** An entry of a list that is one large button; smaller buttons may lie on it. */
export function Card({ label, isCurrent = false, className, onOpen, onKeyDown, children }: Props) {
  return (
    <div role="listitem" className={classes(styles.card, isCurrent && styles.current, className)}>
      <button type="button" className={styles.cover} data-card aria-label={label} aria-current={isCurrent || undefined} onClick={onOpen} onKeyDown={onKeyDown} />
      {children}
    </div>
  );
}

/** The time of a card, at the end of its first line. */
export function CardTime({ children }: { children: string }) {
  return <span className={styles.when}>{children}</span>;
}

/** The channel or team a card belongs to. */
export function CardPlace({ children }: { children: string }) {
  return (
    <span className={styles.place} title={children}>
      {children}
    </span>
  );
}
