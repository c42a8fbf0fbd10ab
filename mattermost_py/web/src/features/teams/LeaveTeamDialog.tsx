import type { DialogProps } from "@/app/Dialogs";
import { go } from "@/app/paths";
import { removeTeamMember } from "@/client/teams";
import { t } from "@/i18n/t";
import { leaveTeam } from "@/state/teams";
import { change, getState, useApp } from "@/state/store";
import { Confirm } from "@/ui/Confirm";

/** Asks before leaving a team with all its channels. */
export default function LeaveTeamDialog({ id, onClose }: DialogProps) {
  const team = useApp((state) => state.teams.byId[id]);
  if (team === undefined) return null;
  async function leave() {
    await removeTeamMember(id, getState().users.meId);
    go("/", { replace: true });
    change(leaveTeam, id);
  }
  return (
    <Confirm title={t("teams.leave_title", { team: team.display_name })} action={t("teams.leave")} danger onConfirm={leave} onClose={onClose}>
      {t("teams.leave_text")}
    </Confirm>
  );
}
