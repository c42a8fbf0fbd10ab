import type { Session } from "@mattermost/types/sessions";
import { useEffect, useState } from "react";
import { revokeAllSessions, revokeSession, sessions as fetchSessions } from "@/client/users";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { signOut } from "@/load/session";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { isHere } from "./devices";
import { Section } from "./Section";
import { SessionList } from "./SessionList";
import styles from "./Settings.module.css";

/** Where one is signed in, and the way to end each of them. */
export function Sessions() {
  const [list, setList] = useState<readonly Session[]>([]);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    fetchSessions().then(setList, () => undefined);
  }, []);
  async function revoke(session: Session) {
    if (isHere(session)) await signOut();
    else if (await tried(() => revokeSession(session.id))) setList(list.filter((one) => one.id !== session.id));
  }
  return (
    <Section title={t("settings.sessions")}>
      <SessionList sessions={list} onEnd={(session) => void revoke(session)} />
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
