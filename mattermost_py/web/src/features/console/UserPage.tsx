import { useState } from "react";
import {
  demoteUser, patchUser, promoteGuest, removeUserMfa, revokeUserSessions, setUserActive, setUserPassword, setUserRoles, unlockUser, user as fetchUser,
} from "@/client/console";
import { PersonRow } from "@/features/users";
import { PasswordRules } from "@/features/login/PasswordRules";
import { isGoodPassword } from "@/features/login/passwordPolicy";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { displayName, isGuest } from "@/state/users";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Checkbox, PasswordField, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import { dateTime } from "./format";
import type { PageProps } from "./pages";
import { pathTo } from "./pages";
import { Card, ConsolePage, Facts, Mark } from "./parts";
import { GIVEN_ROLES, roleTitle } from "./roles";
import { StayCard } from "./StayCard";
import { SessionsCard, TeamsCard, TokensCard } from "./UserLists";
import { useLoaded } from "./useLoaded";

/** One account: what it is, what it may do, where it is signed in. */
export default function UserPage({ id }: PageProps) {
  const { value: user, problem, reload } = useLoaded(id, () => fetchUser(id));
  const mayWrite = useApp((state) => can(state, "sysconsole_write_user_management_users"));
  const manages = useApp((state) => can(state, "manage_system"));
  const maySetStay = useApp((state) => can(state, "edit_other_users"));
  const back = { to: pathTo("users"), text: t("console.page.users") };
  if (user === null) {
    return (
      <ConsolePage title={t("console.person")} back={back}>
        {problem === "" ? <Skeleton rows={5} avatar /> : <FormProblem>{problem}</FormProblem>}
      </ConsolePage>
    );
  }
  const isPlain = user.auth_service === "";
  return (
    <ConsolePage title={displayName(user, "nickname_full_name")} back={back} actions={mayWrite && <Actions user={user} onDone={reload} />}>
      <Card title={t("console.account")}>
        <PersonRow user={user} size={36} />
        <Facts
          facts={[
            [t("settings.email"), user.email],
            [t("settings.username"), user.username],
            [t("console.state"), user.delete_at === 0 ? <Mark tone="good">{t("console.active")}</Mark> : <Mark tone="bad">{t("console.inactive")}</Mark>],
            [t("console.sign_in_by"), isPlain ? t("console.password_and_mail") : user.auth_service],
            [t("settings.mfa"), user.mfa_active ? t("console.on") : t("console.off")],
            [t("console.created"), dateTime(user.create_at)],
            [t("console.id"), <code key="id">{user.id}</code>],
          ]}
        />
      </Card>
      <div className={styles.cards}>
        {mayWrite && <Profile key={user.update_at} user={user} onDone={reload} />}
        <Roles key={user.roles} user={user} mayChange={manages && !isGuest(user)} onDone={reload} />
      </div>
      <div className={styles.cards}>
        {isGuest(user) && maySetStay && <StayCard userId={user.id} />}
        <TeamsCard userId={user.id} />
        {mayWrite && <SessionsCard userId={user.id} />}
      </div>
      {manages && <TokensCard userId={user.id} />}
    </ConsolePage>
  );
}

function Profile({ user, onDone }: { user: User; onDone: () => void }) {
  const [draft, setDraft] = useState({ first_name: user.first_name, last_name: user.last_name, nickname: user.nickname, position: user.position, username: user.username, email: user.email });
  const { busy, problem, run } = useTask();
  const names = Object.keys(draft) as (keyof typeof draft)[];
  const changed = Object.fromEntries(names.filter((name) => draft[name] !== user[name]).map((name) => [name, draft[name].trim()]));
  return (
    <Card title={t("settings.profile")}>
      {names.map((name) => (
        <TextField key={name} label={t(`settings.${name}`)} value={draft[name]} onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })} />
      ))}
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        <Button
          tone="primary"
          busy={busy}
          disabled={Object.keys(changed).length === 0}
          onClick={() =>
            run(async () => {
              await patchUser(user.id, changed);
              change(showToast, t("common.saved"));
              onDone();
            })
          }
        >
          {t("common.save")}
        </Button>
      </div>
    </Card>
  );
}

function Roles({ user, mayChange, onDone }: { user: User; mayChange: boolean; onDone: () => void }) {
  const held = user.roles.split(" ").filter(Boolean);
  const [chosen, setChosen] = useState<readonly string[]>(held);
  const { busy, problem, run } = useTask();
  const isSame = chosen.length === held.length && chosen.every((name) => held.includes(name));
  const pick = (name: string, on: boolean) => setChosen(on ? [...chosen, name] : chosen.filter((one) => one !== name));
  return (
    <Card title={t("console.roles")} lead={t(isGuest(user) ? "console.roles_guest" : "console.roles_lead")}>
      <div>
        {GIVEN_ROLES.map((name) => (
          <Checkbox key={name} label={roleTitle(name)} hint={t(`console.role_hint.${name}`)} checked={chosen.includes(name)} disabled={!mayChange} onChange={(on) => pick(name, on)} />
        ))}
      </div>
      <FormProblem>{problem}</FormProblem>
      {mayChange && (
        <div className={styles.actions}>
          <Button
            tone="primary"
            busy={busy}
            disabled={isSame}
            onClick={() =>
              run(async () => {
                await setUserRoles(user.id, chosen.join(" "));
                change(showToast, t("common.saved"));
                onDone();
              })
            }
          >
            {t("common.save")}
          </Button>
        </div>
      )}
    </Card>
  );
}

interface Deed {
  name: string;
  danger?: boolean;
  run: () => Promise<unknown>;
}

/** What can be done to the account; everything asks once before it happens. */
function Actions({ user, onDone }: { user: User; onDone: () => void }) {
  const [asking, setAsking] = useState<Deed | null>(null);
  const [password, setPassword] = useState(false);
  const isMe = useApp((state) => state.users.meId === user.id);
  const mayPromote = useApp((state) => can(state, "promote_guest"));
  const mayDemote = useApp((state) => can(state, "demote_to_guest"));
  const deeds: (Deed | false)[] = [
    user.mfa_active && { name: "mfa", danger: true, run: () => removeUserMfa(user.id) },
    { name: "sessions", run: () => revokeUserSessions(user.id) },
    (user.failed_attempts ?? 0) > 0 && { name: "unlock", run: () => unlockUser(user.id) },
    isGuest(user) && mayPromote && { name: "promote", run: () => promoteGuest(user.id) },
    !isGuest(user) && !isMe && mayDemote && !user.is_bot && { name: "demote", danger: true, run: () => demoteUser(user.id) },
    user.delete_at > 0 && { name: "activate", run: () => setUserActive(user.id, true) },
    user.delete_at === 0 && !isMe && { name: "deactivate", danger: true, run: () => setUserActive(user.id, false) },
  ];
  return (
    <>
      {user.auth_service === "" && <Button onClick={() => setPassword(true)}>{t("console.do.password")}</Button>}
      {deeds.map(
        (deed) =>
          deed && (
            <Button key={deed.name} tone={deed.danger && deed.name === "deactivate" ? "danger" : "plain"} onClick={() => setAsking(deed)}>
              {t(`console.do.${deed.name}`)}
            </Button>
          ),
      )}
      {asking && (
        <Confirm
          title={t(`console.do.${asking.name}`)}
          action={t(`console.do.${asking.name}`)}
          danger={asking.danger ?? false}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await asking.run();
            onDone();
          }}
        >
          {t(`console.ask.${asking.name}`, { name: user.username })}
        </Confirm>
      )}
      {password && <NewPassword user={user} onClose={() => setPassword(false)} />}
    </>
  );
}

function NewPassword({ user, onClose }: { user: User; onClose: () => void }) {
  const config = useApp((state) => state.server.config);
  const [password, setPassword] = useState("");
  return (
    <Confirm
      title={t("console.do.password")}
      action={t("console.do.password")}
      onClose={onClose}
      onConfirm={async () => {
        if (!isGoodPassword(config, password)) throw new Error(t("console.password_weak"));
        await setUserPassword(user.id, password);
        change(showToast, t("console.password_set", { name: user.username }));
      }}
    >
      <PasswordField label={t("login.new_password")} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      <PasswordRules password={password} />
    </Confirm>
  );
}
