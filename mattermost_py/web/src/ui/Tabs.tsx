import { type KeyboardEvent, type ReactNode, useId } from "react";
import styles from "./Tabs.module.css";

interface Props<T extends string> {
  label: string;
  tabs: readonly { value: T; text: ReactNode }[];
  value: T;
  /** The id of what the tabs change. */
  panel?: string;
  onChange: (value: T) => void;
}

/** A choice between views of one place; one stop of the Tab key, arrows move. */
export function Tabs<T extends string>({ label, tabs, value, panel, onChange }: Props<T>) {
  const id = useId();

  function onKey(event: KeyboardEvent) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChange(next.value);
    document.getElementById(`${id}-${next.value}`)?.focus();
  }
  return (
    <div className={styles.tabs} role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`${id}-${tab.value}`}
          aria-selected={tab.value === value}
          aria-controls={panel}
          tabIndex={tab.value === value ? 0 : -1}
          className={styles.tab}
          onClick={() => onChange(tab.value)}
          onKeyDown={onKey}
        >
          {tab.text}
        </button>
      ))}
    </div>
  );
}
