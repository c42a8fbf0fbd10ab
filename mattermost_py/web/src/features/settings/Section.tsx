import type { ReactNode } from "react";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { FormProblem } from "@/ui/Page";
import styles from "./Settings.module.css";

/** Settings that belong together, under their heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The column of sections. */
export function Sections({ children }: { children: ReactNode }) {
  return <div className={styles.sections}>{children}</div>;
}

interface SaveProps {
  busy: boolean;
  problem: string;
  saved: boolean;
  disabled?: boolean;
  onSave: () => void;
}

/** The save button of a section with its outcome. */
export function SaveRow({ busy, problem, saved, disabled = false, onSave }: SaveProps) {
  return (
    <>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        <Button tone="primary" busy={busy} disabled={disabled} onClick={onSave}>
          {t("common.save")}
        </Button>
        <span role="status" className={styles.saved}>
          {saved && t("common.saved")}
        </span>
      </div>
    </>
  );
}
