import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./Button.module.css";
import { classes } from "./classes";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: "primary" | "plain" | "quiet" | "danger" | "risky";
  size?: "s" | "m" | "l";
  /** Shows that work is under way; the button stays in the tab order but does nothing. */
  busy?: boolean;
  icon?: ReactNode;
  wide?: boolean;
  ref?: React.Ref<HTMLButtonElement>;
}

/** A push button with words. */
export function Button({ tone = "plain", size = "m", busy = false, icon, wide, className, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={classes(styles.button, styles[tone], styles[size], wide && styles.wide, className)}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon}
      {children}
    </button>
  );
}
