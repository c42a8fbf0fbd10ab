import type { Team } from "@mattermost/types/teams";
import { ChevronRight, Lock } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { messageOf } from "@/client/http";
import { addTeamMember, openTeams, teamIconUrl } from "@/client/teams";
import { defaultPath, go } from "@/app/paths";
import { siteName } from "@/features/login/site";
import { t } from "@/i18n/t";
import { signOut } from "@/load/session";
import { loadTeam } from "@/load/teams";
import { can } from "@/state/roles";
import { myTeams } from "@/state/teams";
import { getState, useApp } from "@/state/store";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { FormProblem, Page } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./SelectTeamScreen.module.css";

/** Teams one may join, besides those one is in. */
export default function SelectTeamScreen() {
  const site = useApp((state) => siteName(state.server.config));
  const mayCreate = useApp((state) => can(state, "create_team"));
  const { teams, problem, joining, enter } = useTeamChoice();
  return (
    <Page
      site={site}
      title={t("teams.select_title")}
      lead={teams?.length === 0 ? t(mayCreate ? "teams.none_create" : "teams.none_ask") : t("teams.select_lead")}
      aside={
        <Button tone="quiet" onClick={() => void signOut()}>
          {t("users.sign_out")}
        </Button>
      }
    >
      <FormProblem>{problem}</FormProblem>
      {teams === null ? (
        <Skeleton rows={3} avatar />
      ) : (
        <ul className={styles.list}>
          {teams.map((team) => (
            <li key={team.id}>
              <button type="button" className={styles.team} disabled={joining !== ""} onClick={() => enter(team)}>
                <Avatar src={teamIconUrl(team)} name={team.display_name} size={36} square />
                <span className={styles.name}>{team.display_name}</span>
                {!team.allow_open_invite && <Lock size={14} aria-label={t("teams.private")} />}
                <ChevronRight size={18} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {mayCreate && (
        <Link to="/create_team" className={styles.create}>
          {t("teams.create_new")}
        </Link>
      )}
    </Page>
  );
}

function useTeamChoice() {
  const mine = useApp(myTeams);
  const [open, setOpen] = useState<Team[] | null>(null);
  const [problem, setProblem] = useState("");
  const [joining, setJoining] = useState("");
  useEffect(() => {
    openTeams(0).then(setOpen, (error: unknown) => {
      setProblem(messageOf(error));
      setOpen([]);
    });
  }, []);
  const others = open?.filter((team) => team.delete_at === 0 && !mine.some((one) => one.id === team.id)) ?? [];
  async function join(team: Team) {
    setJoining(team.id);
    try {
      await addTeamMember(team.id, getState().users.meId);
      await loadTeam(team.id);
      go(defaultPath(team.name));
    } catch (error) {
      setProblem(messageOf(error));
      setJoining("");
    }
  }
  const enter = (team: Team) => {
    if (mine.some((one) => one.id === team.id)) go(`/${team.name}`);
    else void join(team);
  };
  return { teams: open === null ? null : [...mine, ...others], problem, joining, enter };
}
