import { X } from "lucide-react";
import type { InputHTMLAttributes, ReactNode } from "react";
import styles from "./Chips.module.css";
import { classes } from "./classes";

/** A field that holds what was chosen, as chips, and the line in which one looks for more. */
export function ChipBox({ isWrong = false, isSmall = false, children }: { isWrong?: boolean; isSmall?: boolean; children: ReactNode }) {
  return <div className={classes(styles.box, isWrong && styles.bad, isSmall && styles.small)}>{children}</div>;
}

/** Something chosen, which can be taken back. */
export function Chip({ name, removal, onRemove }: { name: string; removal: string; onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      <bdi className={styles.name}>{name}</bdi>
      <button type="button" className={styles.remove} aria-label={removal} onClick={onRemove}>
        <X size={13} />
      </button>
    </span>
  );
}

/** The line of a `ChipBox`: it has the keyboard while one chooses from the list with the id `offers`. */
export function ChipInput({ isOffering, offers, ...rest }: { isOffering: boolean; offers: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <input
      {...rest}
      className={styles.input}
      role="combobox"
      autoComplete="off"
      spellCheck={false}
      aria-autocomplete="list"
      aria-expanded={isOffering}
      aria-controls={offers}
    />
  );
}
