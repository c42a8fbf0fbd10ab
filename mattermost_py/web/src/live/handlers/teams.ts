/** Events about teams, roles and the server itself. */
import { loadTeam } from "@/load/teams";
import { needLevels } from "@/load/levels";
import { needRoles } from "@/load/roles";
import { receiveRoles } from "@/state/roles";
import { receiveConfig } from "@/state/server";
import { change, getState } from "@/state/store";
import { leaveTeam, receiveTeamMembers, receiveTeams } from "@/state/teams";
import { showToast } from "@/state/ui";
import { setUserRoles } from "@/state/users";
import type { Handlers } from "../dispatch";

export const teamHandlers = {
  added_to_team({ team_id, user_id }) {
    // What fails now is asked for again with the next loss of the line.
    if (user_id === getState().users.meId) void loadTeam(team_id).catch(() => undefined);
  },
  leave_team({ user_id, team_id }) {
    if (user_id === getState().users.meId) change(leaveTeam, team_id);
  },
  update_team({ team }) {
    change(receiveTeams, [team]);
  },
  delete_team({ team }) {
    change(receiveTeams, [{ ...team, delete_at: team.delete_at || Date.now() }]);
  },
  restore_team({ team }) {
    change(receiveTeams, [{ ...team, delete_at: 0 }]);
  },
  memberrole_updated({ member }) {
    change(receiveTeamMembers, [member]);
    needRoles();
  },
  user_role_updated({ user_id, roles }) {
    change(setUserRoles, user_id, roles);
    needRoles();
  },
  role_updated({ role }) {
    change(receiveRoles, [role]);
  },
  config_changed({ config }) {
    change(receiveConfig, config, getState().server.license);
    needLevels();
  },
  license_changed({ license }) {
    change(receiveConfig, getState().server.config, license);
  },
  show_toast({ message }) {
    change(showToast, message);
  },
} satisfies Handlers;
