import { useState } from "react";
import { changePassword } from "@/client/users";
import { PasswordRules } from "@/features/login/PasswordRules";
import { isGoodPassword } from "@/features/login/passwordPolicy";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { me } from "@/state/users";
import { PasswordField } from "@/ui/Field";
import { AccessTokens } from "./AccessTokens";
import { SecondFactor } from "./SecondFactor";
import { SaveRow, Section, Sections } from "./Section";
import { Sessions } from "./Sessions";
import { useSaving } from "./useSaving";

/** Password, second factor, where one is signed in, and tokens for programs. */
export default function SecuritySettings() {
  const user = useApp(me);
  const mfa = useApp((state) => isEnabled(state, "EnableMultifactorAuthentication"));
  const tokens = useApp((state) => isEnabled(state, "EnableUserAccessTokens") && can(state, "create_user_access_token"));
  if (user === undefined) return null;
  return (
    <Sections>
      {user.auth_service === "" && <Password user={user} />}
      {mfa && (user.auth_service === "" || user.auth_service === "ldap") && <SecondFactor user={user} />}
      <Sessions />
      {tokens && <AccessTokens userId={user.id} />}
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
