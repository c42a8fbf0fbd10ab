import type { Team } from "@mattermost/types/teams";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { messageOf } from "@/client/http";
import { addTeamMember, openTeams, TEAMS_PAGE } from "@/client/teams";
import { defaultPath, go } from "@/app/paths";
import { siteName } from "@/features/login/site";
import { t } from "@/i18n/t";
import { signOut } from "@/load/session";
import { loadTeam } from "@/load/teams";
import { can } from "@/state/roles";
import { myTeams } from "@/state/teams";
import { getState, useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { late, Later } from "@/ui/late";
import { FormProblem, Page } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./SelectTeamScreen.module.css";

const TeamChoices = late(() => import("./TeamChoices"));

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
        <Later fallback={<Skeleton rows={3} avatar />}>
          <TeamChoices teams={teams} isBusy={joining !== ""} onEnter={enter} />
        </Later>
      )}
      {mayCreate && (
        <Link to="/create_team" className={styles.create}>
          {t("teams.create_new")}
        </Link>
      )}
    </Page>
  );
}

/** Page by page, those that are here shown meanwhile. */
async function allOpenTeams(show: (teams: readonly Team[]) => void, isWanted: () => boolean): Promise<void> {
  let all: readonly Team[] = [];
  for (let page = 0; isWanted(); page += 1) {
    const next = await openTeams(page);
    all = [...all, ...next];
    show(all);
    if (next.length < TEAMS_PAGE) return;
  }
}

function useTeamChoice() {
  const mine = useApp(myTeams);
  const [open, setOpen] = useState<readonly Team[] | null>(null);
  const [problem, setProblem] = useState("");
  const [joining, setJoining] = useState("");
  useEffect(() => {
    let alive = true;
    const show = (found: readonly Team[]) => alive && setOpen(found);
    allOpenTeams(show, () => alive).catch((error: unknown) => {
      if (!alive) return;
      setProblem(messageOf(error));
      setOpen((known) => known ?? []);
    });
    return () => {
      alive = false;
    };
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
