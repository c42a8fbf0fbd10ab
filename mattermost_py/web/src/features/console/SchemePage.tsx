import type { Scheme } from "@mattermost/types/schemes";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { deleteScheme, everyRole, PAGE_SIZE, patchScheme, schemeChannels, schemes as fetchSchemes, schemeTeams } from "@/client/console";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Empty } from "@/ui/Empty";
import { TextArea, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import { allPages } from "./csv";
import styles from "./Parts.module.css";
import { type PageProps, pathTo } from "./pages";
import { Card, ConsolePage } from "./parts";
import { RoleCard } from "./RolesPage";
import { useLoaded } from "./useLoaded";

/** One scheme: its name, its roles, and where it holds. */
export default function SchemePage({ id }: PageProps) {
  const { value: schemes, problem, reload } = useLoaded("schemes", fetchSchemes);
  const mayWrite = useApp((state) => can(state, "sysconsole_write_user_management_permissions"));
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const scheme = schemes?.find((one) => one.id === id);
  const back = { to: pathTo("schemes"), text: t("console.page.schemes") };
  if (scheme === undefined) {
    return (
      <ConsolePage title={t("console.scheme")} back={back}>
        {problem !== "" ? <FormProblem>{problem}</FormProblem> : schemes === null ? <Skeleton rows={5} /> : <Empty title={t("console.no_schemes")} />}
      </ConsolePage>
    );
  }
  return (
    <ConsolePage
      title={scheme.display_name}
      lead={scheme.description}
      back={back}
      actions={
        mayWrite && (
          <Button tone="danger" onClick={() => setAsking(true)}>
            {t("console.do.delete_scheme")}
          </Button>
        )
      }
    >
      <div className={styles.cards}>
        {mayWrite && <Profile key={scheme.update_at} scheme={scheme} onDone={reload} />}
        <Followers scheme={scheme} />
      </div>
      <SchemeRoles scheme={scheme} />
      {asking && (
        <Confirm
          title={t("console.do.delete_scheme")}
          action={t("common.delete")}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await deleteScheme(scheme.id);
            navigate(pathTo("schemes"));
          }}
        >
          {t("console.ask.delete_scheme", { name: scheme.display_name })}
        </Confirm>
      )}
    </ConsolePage>
  );
}

function Profile({ scheme, onDone }: { scheme: Scheme; onDone: () => void }) {
  const [name, setName] = useState(scheme.display_name);
  const [description, setDescription] = useState(scheme.description);
  const { busy, problem, run } = useTask();
  const store = () =>
    run(async () => {
      await patchScheme(scheme.id, { display_name: name.trim(), description: description.trim() });
      change(showToast, t("common.saved"));
      onDone();
    });
  return (
    <Card title={t("settings.profile")}>
      <TextField label={t("console.name")} maxLength={64} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextArea label={t("console.description")} rows={2} maxLength={255} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        <Button tone="primary" busy={busy} disabled={name.trim() === "" || (name === scheme.display_name && description === scheme.description)} onClick={store}>
          {t("common.save")}
        </Button>
      </div>
    </Card>
  );
}

/** The teams or channels that follow the scheme; they choose it on their own page. */
function Followers({ scheme }: { scheme: Scheme }) {
  const isTeam = scheme.scope === "team";
  const { value } = useLoaded(scheme.id, async () => {
    const found = await allPages<{ id: string; display_name: string }>(PAGE_SIZE, (page) => (isTeam ? schemeTeams(scheme.id, page) : schemeChannels(scheme.id, page)));
    return found.map((one) => ({ id: one.id, name: one.display_name }));
  });
  return (
    <Card title={t("console.scheme_followers")} lead={t(isTeam ? "console.scheme_followers_teams" : "console.scheme_followers_channels")}>
      {value?.length === 0 && <p className={styles.muted}>{t("console.scheme_unused")}</p>}
      <ul className={styles.list}>
        {value?.map((one) => (
          <li key={one.id}>
            <Link to={pathTo(isTeam ? "teams" : "channels", one.id)}>{one.name}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SchemeRoles({ scheme }: { scheme: Scheme }) {
  const manages = useApp((state) => can(state, "manage_system"));
  const { value: roles } = useLoaded(`roles/${String(manages)}`, async () => (manages ? everyRole() : []));
  const names = [
    scheme.default_team_admin_role, scheme.default_team_user_role, scheme.default_team_guest_role,
    scheme.default_channel_admin_role, scheme.default_channel_user_role, scheme.default_channel_guest_role,
  ].filter((name) => name !== "");
  const own = names.flatMap((name) => roles?.find((role) => role.name === name) ?? []);
  if (own.length === 0) return null;
  return <RoleCard title={t("console.roles")} lead={t("console.scheme_roles_lead")} roles={own} />;
}
