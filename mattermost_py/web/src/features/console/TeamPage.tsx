import type { Team } from "@mattermost/types/teams";
import { useState } from "react";
import { setTeamPrivacy, setTeamScheme, usersIn } from "@/client/console";
import { addTeamMembers, archiveTeam, patchTeam, removeTeamMember, restoreTeam, setTeamAdmin, team as fetchTeam, teamMembersByIds } from "@/client/teams";
import { SlackImport } from "@/features/teams/SlackImport";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Checkbox, TextArea, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import { dateTime } from "./format";
import { type Member, MembersCard } from "./MembersCard";
import { type PageProps, pathTo } from "./pages";
import { Card, ConsolePage, Facts, Mark } from "./parts";
import { SchemeChoice } from "./SchemeChoice";
import { useLoaded } from "./useLoaded";

/** One team: what it is called, who gets in, who is in it. */
export default function TeamPage({ id }: PageProps) {
  const { value: team, problem, reload } = useLoaded(id, () => fetchTeam(id));
  const mayWrite = useApp((state) => can(state, "sysconsole_write_user_management_teams"));
  const mayImport = useApp((state) => can(state, "import_team", { teamId: id }));
  const [asking, setAsking] = useState(false);
  const back = { to: pathTo("teams"), text: t("console.page.teams") };
  if (team === null) {
    return (
      <ConsolePage title={t("console.team")} back={back}>
        {problem === "" ? <Skeleton rows={5} /> : <FormProblem>{problem}</FormProblem>}
      </ConsolePage>
    );
  }
  const isArchived = team.delete_at > 0;
  const deed = isArchived ? "restore" : "archive";
  return (
    <ConsolePage
      title={team.display_name}
      back={back}
      actions={
        mayWrite && (
          <Button tone={isArchived ? "plain" : "danger"} onClick={() => setAsking(true)}>
            {t(`console.do.${deed}_team`)}
          </Button>
        )
      }
    >
      <div className={styles.cards}>
        <Profile key={team.update_at} team={team} mayWrite={mayWrite} onDone={reload} />
        <Card title={t("console.facts")}>
          <Facts
            facts={[
              [t("console.address"), team.name],
              [t("console.state"), isArchived ? <Mark>{t("console.archived")}</Mark> : <Mark tone="good">{t("console.active")}</Mark>],
              [t("console.created"), dateTime(team.create_at)],
              [t("console.id"), <code key="id">{team.id}</code>],
            ]}
          />
          {mayWrite && <SchemeChoice scope="team" value={team.scheme_id} choose={(schemeId) => setTeamScheme(team.id, schemeId)} onDone={reload} />}
        </Card>
      </div>
      <MembersCard
        id={team.id}
        load={(page) => members(team.id, page)}
        scope={{ notInTeamId: team.id }}
        add={mayWrite ? (users) => addTeamMembers(team.id, users.map((user) => user.id)).then(refuseFailures) : undefined}
        remove={mayWrite ? (user) => removeTeamMember(team.id, user.id) : undefined}
        setAdmin={mayWrite ? (user, isAdmin) => setTeamAdmin(team.id, user.id, isAdmin) : undefined}
      />
      {mayImport && !isArchived && (
        <Card title={t("teams.import")} lead={t("teams.import_lead")}>
          <SlackImport teamId={team.id} />
        </Card>
      )}
      {asking && (
        <Confirm
          title={t(`console.do.${deed}_team`)}
          action={t(`console.do.${deed}_team`)}
          danger={!isArchived}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await (isArchived ? restoreTeam(team.id) : archiveTeam(team.id));
            reload();
          }}
        >
          {t(`console.ask.${deed}_team`, { name: team.display_name })}
        </Confirm>
      )}
    </ConsolePage>
  );
}

async function members(teamId: string, page: number): Promise<Member[]> {
  const users = await usersIn({ in_team: teamId }, page);
  const rows = users.length === 0 ? [] : await teamMembersByIds(teamId, users.map((user) => user.id));
  const admins = new Set(rows.filter((row) => row.scheme_admin).map((row) => row.user_id));
  return users.map((user) => ({ user, isAdmin: admins.has(user.id) }));
}

/** Some of many may be refused; the first refusal tells why. */
function refuseFailures(added: readonly { error?: { message: string } | null }[]): void {
  const failed = added.find((one) => one.error);
  if (failed?.error) throw new Error(failed.error.message);
}

function Profile({ team, mayWrite, onDone }: { team: Team; mayWrite: boolean; onDone: () => void }) {
  const [name, setName] = useState(team.display_name);
  const [description, setDescription] = useState(team.description);
  const [open, setOpen] = useState(team.allow_open_invite);
  const { busy, problem, run } = useTask();
  const isSame = name === team.display_name && description === team.description && open === team.allow_open_invite;
  const store = () =>
    run(async () => {
      await patchTeam(team.id, { display_name: name.trim(), description: description.trim() });
      if (open !== team.allow_open_invite) await setTeamPrivacy(team.id, open ? "O" : "I");
      change(showToast, t("common.saved"));
      onDone();
    });
  return (
    <Card title={t("settings.profile")}>
      <TextField label={t("console.name")} maxLength={64} disabled={!mayWrite} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <TextArea label={t("console.description")} maxLength={255} disabled={!mayWrite} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <Checkbox label={t("console.open_team")} hint={t("console.open_team_hint")} disabled={!mayWrite} checked={open} onChange={setOpen} />
      <FormProblem>{problem}</FormProblem>
      {mayWrite && (
        <div className={styles.actions}>
          <Button tone="primary" busy={busy} disabled={isSame || name.trim() === ""} onClick={store}>
            {t("common.save")}
          </Button>
        </div>
      )}
    </Card>
  );
}
