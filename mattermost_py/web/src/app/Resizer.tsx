import { type KeyboardEvent, type PointerEvent, useState } from "react";
import styles from "./Resizer.module.css";
import { classes } from "@/ui/classes";

interface Limits {
  least: number;
  most: number;
  normal: number;
}

export interface Width extends Limits {
  width: number;
  onWidth: (width: number) => void;
}

/** A width the user may change, remembered on this device. */
export function useWidth(name: string, limits: Limits): Width {
  const key = `mmpy.width.${name}`;
  const [width, setWidth] = useState(() => clamp(Number(localStorage.getItem(key) ?? limits.normal), limits));
  const onWidth = (wanted: number) => {
    const next = clamp(wanted, limits);
    setWidth(next);
    localStorage.setItem(key, String(next));
  };
  return { ...limits, width, onWidth };
}

function clamp(width: number, { least, most, normal }: Limits): number {
  return Number.isFinite(width) ? Math.min(most, Math.max(least, Math.round(width))) : normal;
}

const STEP = 16;

/** The edge between two columns: drag it, move it with the arrows, double-click for the normal width. */
export function Resizer({ label, side, width, least, most, normal, onWidth }: Width & { label: string; side: "left" | "right" }) {
  const sign = () => (side === "left" ? 1 : -1) * (document.dir === "rtl" ? -1 : 1);
  function drag(event: PointerEvent<HTMLDivElement>) {
    event.preventDefault();
    const handle = event.currentTarget;
    const start = event.clientX;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => onWidth(width + sign() * (move.clientX - start));
    handle.onpointerup = () => (handle.onpointermove = null);
  }
  function step(event: KeyboardEvent) {
    const by = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    onWidth(width + sign() * by);
  }
  return (
    // A focusable separator is a widget by ARIA, which the rule does not know.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      className={classes(styles.resizer, side === "left" ? styles.onRight : styles.onLeft)}
      onPointerDown={drag}
      onKeyDown={step}
      onDoubleClick={() => onWidth(normal)}
    />
  );
}
