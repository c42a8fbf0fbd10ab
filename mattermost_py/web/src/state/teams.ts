/** Teams and the user's memberships. */
import type { Team, TeamUnread } from "@mattermost/types/teams";
import { displayOrder } from "./order";
import { withAll, withKey, without } from "./maps";
import type { State, TeamMember, TeamsState } from "./model";
import { preference } from "./preferences";
import { memo } from "./store";

function withTeams(state: State, patch: Partial<TeamsState>): State {
  return { ...state, teams: { ...state.teams, ...patch } };
}

export function receiveTeams(state: State, teams: readonly Team[]): State {
  // Events carry teams without invite id and email; what we may know stays known.
  const merged = teams.map((team) => {
    const old = state.teams.byId[team.id];
    return old ? { ...team, invite_id: team.invite_id || old.invite_id, email: team.email || old.email } : team;
  });
  return withTeams(state, { byId: withAll(state.teams.byId, merged) });
}

export function receiveTeamMembers(state: State, members: readonly TeamMember[]): State {
  let mine = state.teams.mine;
  for (const member of members) {
    if (member.user_id !== state.users.meId) continue;
    mine = member.delete_at > 0 ? without(mine, member.team_id) : withKey(mine, member.team_id, member);
  }
  return withTeams(state, { mine });
}

export function receiveTeamUnreads(state: State, unreads: readonly TeamUnread[]): State {
  const unread = Object.fromEntries(unreads.map((one) => [one.team_id, one]));
  return withTeams(state, { unread });
}

/** All of the user's teams; those that are missing were left. */
export function receiveMyTeams(state: State, teams: readonly Team[], members: readonly TeamMember[]): State {
  const there = new Set(members.map((member) => member.team_id));
  const left = Object.keys(state.teams.mine).filter((id) => !there.has(id));
  return receiveTeamMembers(receiveTeams(left.reduce(leaveTeam, state), teams), members);
}

/** The user left or was removed from a team: its channels, categories and threads go along. */
export function leaveTeam(state: State, teamId: string): State {
  const { teams, channels, categories, threads } = state;
  const inTeam = Object.keys(channels.mine).filter((id) => channels.byId[id]?.team_id === teamId);
  return {
    ...withTeams(state, { mine: without(teams.mine, teamId), currentId: teams.currentId === teamId ? "" : teams.currentId }),
    channels: { ...channels, mine: without(channels.mine, ...inTeam), loadedTeams: without(channels.loadedTeams, teamId) },
    categories: { byId: without(categories.byId, ...(categories.order[teamId] ?? [])), order: without(categories.order, teamId) },
    threads: { ...threads, inTeam: without(threads.inTeam, teamId), counts: without(threads.counts, teamId) },
  };
}

export function setCurrentTeam(state: State, teamId: string): State {
  return state.teams.currentId === teamId ? state : withTeams(state, { currentId: teamId });
}

const compute = memo((byId: TeamsState["byId"], mine: TeamsState["mine"], order: string) => {
  const wanted = order === "" ? [] : order.split(",");
  const rank = (team: Team) => {
    const place = wanted.indexOf(team.id);
    return place < 0 ? wanted.length : place;
  };
  return Object.keys(mine)
    .flatMap((id) => byId[id] ?? [])
    .filter((team) => team.delete_at === 0)
    .sort((a, b) => rank(a) - rank(b) || displayOrder(a.display_name, b.display_name));
});

/** The user's teams in the order of the rail. */
export function myTeams(state: State): readonly Team[] {
  return compute(state.teams.byId, state.teams.mine, preference(state, "teams_order", ""));
}

export function currentTeam(state: State): Team | undefined {
  return state.teams.byId[state.teams.currentId];
}

export function teamByName(state: State, name: string): Team | undefined {
  return myTeams(state).find((team) => team.name === name);
}
