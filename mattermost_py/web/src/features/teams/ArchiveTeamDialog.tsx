import type { DialogProps } from "@/app/Dialogs";
import { go } from "@/app/paths";
import { archiveTeam, restoreTeam } from "@/client/teams";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { receiveTeams } from "@/state/teams";
import { change, getState, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Confirm } from "@/ui/Confirm";

/** Takes a team from everybody's screen until it is restored. */
export default function ArchiveTeamDialog({ id, onClose }: DialogProps) {
  const team = useApp((state) => state.teams.byId[id]);
  if (team === undefined) return null;
  async function archive() {
    if (team === undefined) return;
    await archiveTeam(id);
    change(receiveTeams, [{ ...team, delete_at: Date.now() }]);
    go("/", { replace: true });
    change(showToast, t("teams.archived", { team: team.display_name }), "plain", { label: t("common.undo"), run: () => void restore(id) });
  }
  return (
    <Confirm title={t("teams.archive_title", { team: team.display_name })} action={t("teams.archive")} danger onConfirm={archive} onClose={onClose}>
      {t("teams.archive_text")}
    </Confirm>
  );
}

async function restore(teamId: string): Promise<void> {
  await tried(async () => {
    change(receiveTeams, [{ ...(await restoreTeam(teamId)), delete_at: 0 }]);
    const team = getState().teams.byId[teamId];
    if (team) go(`/${team.name}`);
  });
}
