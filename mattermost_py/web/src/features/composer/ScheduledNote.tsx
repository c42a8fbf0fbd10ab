import { Clock3 } from "lucide-react";

import { goToDrafts } from "@/app/paths";
import { clockOf, momentText } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { waitingAt } from "@/state/schedules";
import { useApp, useAppShallow } from "@/state/store";

import styles from "./Composer.module.css";

/** That something here is waiting to be sent, with the way to it. */
export function ScheduledNote({ channelId, rootId }: { channelId: string; rootId: string }) {
  const waiting = useAppShallow((state) => waitingAt(state, channelId, rootId));
  const clock = useApp(clockOf);
  const [next] = waiting;
  if (!next) return null;
  const when = momentText(next.scheduled_at, clock, Date.now());
  return (
    <p className={styles.scheduled}>
      <Clock3 size={14} aria-hidden />
      <span>{t("composer.scheduled_here", { count: waiting.length, when })}</span>
      <button type="button" onClick={goToDrafts}>
        {t("drafts.show_scheduled")}
      </button>
    </p>
  );
}
