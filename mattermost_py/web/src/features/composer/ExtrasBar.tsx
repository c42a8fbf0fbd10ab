import { BellRing, CircleCheck, Flame, X } from "lucide-react";
import type { ReactNode } from "react";

import { type Extras, NO_EXTRAS } from "@/features/drafts/draftSync";
import { PriorityTag } from "@/features/posts/PriorityTag";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { configNumber } from "@/state/server";

import styles from "./ExtrasBar.module.css";

/** Says what will go with the message, above its text. */
export function ExtrasBar({ extras, onChange }: { extras: Extras; onChange: (extras: Extras) => void }) {
  const readMs = useApp((state) => configNumber(state, "BurnOnReadDurationSeconds", 600) * 1000);
  const { label, burns } = extras;
  if (label === null && !burns) return null;
  return (
    <div className={styles.bar} role="group" aria-label={t("composer.extras")}>
      {label?.priority ? <PriorityTag priority={label.priority} /> : null}
      {label?.requested_ack ? <Note icon={<CircleCheck size={14} aria-hidden />} text={t("composer.request_ack")} /> : null}
      {label?.persistent_notifications ? <Note icon={<BellRing size={14} aria-hidden />} text={t("composer.persistent_short")} /> : null}
      {burns ? <Note icon={<Flame size={14} aria-hidden />} text={t("composer.burns_after", { minutes: Math.max(1, Math.round(readMs / 60_000)) })} /> : null}
      <button type="button" className={styles.remove} aria-label={t("composer.extras_remove")} title={t("composer.extras_remove")} onClick={() => onChange(NO_EXTRAS)}>
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}

function Note({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <span className={styles.note}>
      {icon} {text}
    </span>
  );
}
