import type { Session } from "@mattermost/types/sessions";
import { Laptop, Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { revokeAllSessions, revokeSession, sessions as fetchSessions } from "@/client/users";
import { tried } from "@/features/channels/actions";
import { currentLocale, t } from "@/i18n/t";
import { signOut } from "@/load/session";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { deviceOf } from "./devices";
import { Section } from "./Section";
import styles from "./Settings.module.css";

/** Where one is signed in, and the way to end each of them. */
export function Sessions() {
  const [list, setList] = useState<readonly Session[]>([]);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    fetchSessions().then(setList, () => undefined);
  }, []);
  async function revoke(session: Session) {
    if (await tried(() => revokeSession(session.id))) setList(list.filter((one) => one.id !== session.id));
  }
  return (
    <Section title={t("settings.sessions")}>
      <ul className={styles.sessions}>
        {list.map((session) => (
          <li key={session.id}>
            {session.device_id === "" ? <Laptop size={18} aria-hidden="true" /> : <Smartphone size={18} aria-hidden="true" />}
            <span>
              {deviceOf(session)}
              <small>{t("settings.session_seen", { date: dateText(session.last_activity_at || session.create_at) })}</small>
            </span>
            <Button size="s" onClick={() => void revoke(session)}>
              {t("settings.session_end")}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button onClick={() => setAsking(true)}>{t("settings.sessions_end_all")}</Button>
      </div>
      {asking && (
        <Confirm
          title={t("settings.sessions_end_all")}
          action={t("settings.sessions_end_all")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await revokeAllSessions();
            await signOut();
          }}
        >
          {t("settings.sessions_end_all_ask")}
        </Confirm>
      )}
    </Section>
  );
}

function dateText(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}
