import type { Session } from "@mattermost/types/sessions";
import { Laptop, Smartphone } from "lucide-react";
import { currentLocale, t } from "@/i18n/t";
import { Tag } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { LongList } from "@/ui/rows/LongList";
import { deviceOf, isHere } from "./devices";
import styles from "./Settings.module.css";

const ROW_PX = 64;

interface Props {
  sessions: readonly Session[];
  onEnd: (session: Session) => void;
}

/** Where somebody is signed in, with a button to end each of them. */
export function SessionList({ sessions, onEnd }: Props) {
  return (
    <LongList style={{ height: `min(60vh, ${sessions.length * ROW_PX}px)` }} rows={sessions} role="list" aria-label={t("settings.sessions")}>
      {(session) => (
        <div role="listitem" className={styles.session}>
          {session.device_id === "" ? <Laptop size={18} aria-hidden="true" /> : <Smartphone size={18} aria-hidden="true" />}
          <span className={styles.device}>
            {deviceOf(session)} {isHere(session) ? <Tag>{t("settings.session_here")}</Tag> : null}
            <small>{t("settings.session_seen", { date: dateText(session.last_activity_at || session.create_at) })}</small>
          </span>
          <Button size="s" onClick={() => onEnd(session)}>
            {t("settings.session_end")}
          </Button>
        </div>
      )}
    </LongList>
  );
}

function dateText(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}
