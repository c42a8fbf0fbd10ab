import { UsersRound } from "lucide-react";
import { useEffect, useState } from "react";
import { t } from "@/i18n/t";
import { messageOf } from "@/client/http";
import { loadDrafts } from "@/features/drafts/draftSync";
import { loadOtherTeams, openTeam } from "@/load/teams";
import { setCurrentTeam, teamByName } from "@/state/teams";
import { change, getState, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { RESERVED, go } from "./paths";
import NotFoundScreen from "./NotFoundScreen";
import { Shell } from "./Shell";
import styles from "./Waiting.module.css";

/** Everything inside one team. */
export default function TeamScreen({ teamName }: { teamName: string }) {
  const team = useApp((state) => teamByName(state, teamName));
  const teamId = team?.id ?? "";
  const ready = useTeam(teamId);
  if (RESERVED.has(teamName)) return <NotFoundScreen />;
  if (team === undefined) return <NoTeam />;
  return ready ? <Shell teamId={team.id} teamName={team.name} /> : null;
}

/** Makes the team current and loads it; true once it is current. */
export function useTeam(teamId: string): boolean {
  const isCurrent = useApp((state) => state.teams.currentId === teamId);
  const [failed, setFailed] = useState("");
  useEffect(() => {
    if (teamId === "") return;
    change(setCurrentTeam, teamId);
    if (teamId in getState().channels.loadedTeams) return;
    openTeam(teamId)
      .then(() => loadOtherTeams(teamId))
      .catch((error: unknown) => setFailed(messageOf(error)));
  }, [teamId]);
  // A lost line may have lost what was written on another device.
  const resyncs = useApp((state) => state.connection.resyncs);
  useEffect(() => void loadDrafts(teamId), [teamId, resyncs]);
  useEffect(() => {
    if (failed !== "") change(showToast, failed, "danger");
  }, [failed]);
  return isCurrent;
}

function NoTeam() {
  return (
    <main className={styles.page}>
      <Empty
        icon={<UsersRound size={24} />}
        title={t("app.team_missing_title")}
        action={
          <Button tone="primary" onClick={() => go("/", { replace: true })}>
            {t("app.go_home")}
          </Button>
        }
      >
        {t("app.team_missing_text")}
      </Empty>
    </main>
  );
}
