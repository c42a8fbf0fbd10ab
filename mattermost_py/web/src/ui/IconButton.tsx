import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "./IconButton.module.css";
import { Tooltip } from "./Tooltip";
import { classes } from "./classes";

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "title"> {
  /** What it does; spoken, and shown as its tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string | undefined;
  icon: ReactNode;
  size?: "s" | "m" | "l";
  active?: boolean;
  ref?: React.Ref<HTMLButtonElement>;
}

/** A square button that is only an icon, with a tooltip that names it. */
export function IconButton({ label, keys, icon, size = "m", active, className, ...rest }: Props) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={active}
        className={classes(styles.button, styles[size], className)}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
