import type { Session } from "@mattermost/types/sessions";
import { Laptop, Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import { changePassword, generateMfa, me as fetchMe, type MfaSecret, revokeSession, sessions as fetchSessions, setMfa } from "@/client/users";
import { tried } from "@/features/channels/actions";
import { PasswordRules } from "@/features/login/PasswordRules";
import { isGoodPassword } from "@/features/login/passwordPolicy";
import { currentLocale, t } from "@/i18n/t";
import type { User } from "@/state/model";
import { isEnabled } from "@/state/server";
import { change, useApp } from "@/state/store";
import { me, receiveUsers } from "@/state/users";
import { Button } from "@/ui/Button";
import { PasswordField, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { SaveRow, Section, Sections } from "./Section";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

/** Password, second factor, and where one is signed in. */
export default function SecuritySettings() {
  const user = useApp(me);
  const mfa = useApp((state) => isEnabled(state, "EnableMultifactorAuthentication"));
  if (user === undefined) return null;
  return (
    <Sections>
      {user.auth_service === "" && <Password user={user} />}
      {mfa && (user.auth_service === "" || user.auth_service === "ldap") && <SecondFactor user={user} />}
      <Sessions />
    </Sections>
  );
}

function Password({ user }: { user: User }) {
  const config = useApp((state) => state.server.config);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { busy, problem, saved, save } = useSaving();
  const store = () =>
    save(async () => {
      await changePassword(user.id, current, next);
      setCurrent("");
      setNext("");
    });
  return (
    <Section title={t("settings.password")}>
      <PasswordField label={t("settings.current_password")} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />
      <PasswordField label={t("login.new_password")} autoComplete="new-password" value={next} onChange={(event) => setNext(event.currentTarget.value)} />
      {next !== "" && <PasswordRules password={next} />}
      <SaveRow busy={busy} problem={problem} saved={saved} disabled={current === "" || !isGoodPassword(config, next)} onSave={store} />
    </Section>
  );
}

function SecondFactor({ user }: { user: User }) {
  const [secret, setSecret] = useState<MfaSecret | null>(null);
  const [code, setCode] = useState("");
  const { busy, problem, save } = useSaving();
  const finish = (activate: boolean) =>
    save(async () => {
      await setMfa(activate, code.replace(/\s/g, ""));
      change(receiveUsers, [await fetchMe()]);
      setSecret(null);
      setCode("");
    });
  return (
    <Section title={t("settings.mfa")}>
      <p className={styles.muted}>{t(user.mfa_active ? "settings.mfa_on" : "settings.mfa_off")}</p>
      <FormProblem>{problem}</FormProblem>
      {secret && (
        <>
          <img className={styles.qr} src={`data:image/png;base64,${secret.qr_code}`} alt={t("settings.mfa_scan")} width={180} height={180} />
          <code className={styles.secret}>{secret.secret}</code>
          <TextField label={t("login.code")} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        </>
      )}
      <div className={styles.actions}>
        {user.mfa_active ? (
          <Button busy={busy} onClick={() => finish(false)}>
            {t("settings.mfa_remove")}
          </Button>
        ) : secret ? (
          <Button tone="primary" busy={busy} disabled={code.trim().length < 6} onClick={() => finish(true)}>
            {t("settings.mfa_confirm")}
          </Button>
        ) : (
          <Button busy={busy} onClick={() => save(async () => setSecret(await generateMfa()))}>
            {t("settings.mfa_add")}
          </Button>
        )}
      </div>
    </Section>
  );
}

function Sessions() {
  const [list, setList] = useState<readonly Session[]>([]);
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
    </Section>
  );
}

function deviceOf(session: Session): string {
  const props = session.props as Record<string, string | undefined>;
  const words = new Set([props["browser"]?.replace("/", " "), props["os"], props["platform"]].filter(Boolean));
  return [...words].join(" · ") || t("settings.session_unknown");
}

function dateText(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}
