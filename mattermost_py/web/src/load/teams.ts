/** A team with everything its sidebar needs. */
import * as channels from "@/client/channels";
import * as teams from "@/client/teams";
import { threadTotals } from "@/client/threads";
import { receiveCategories } from "@/state/categories";
import { receiveMyChannels } from "@/state/channels";
import { change, getState } from "@/state/store";
import { receiveMyTeams, receiveTeamMembers, receiveTeams } from "@/state/teams";
import { receiveThreadCounts } from "@/state/threads";
import { afterPosts } from "./first";
import { needChannelAnew, needPeopleOf, watchChannels } from "./channels";
import { needRoles } from "./roles";
import { loadSchedules } from "./schedules";

const opening = new Map<string, Promise<void>>();

/** Loads a team that comes on the screen, once however many ask for it meanwhile. */
export function openTeam(teamId: string): Promise<void> {
  if (teamId in getState().channels.loadedTeams) return Promise.resolve();
  const running = opening.get(teamId);
  if (running) return running;
  const started = afterPosts()
    .then(() => loadTeamChannels(teamId))
    .finally(() => opening.delete(teamId));
  opening.set(teamId, started);
  return started;
}

/** Channels, memberships and categories of a team, all at once; a team seen before is refreshed. */
export async function loadTeamChannels(teamId: string): Promise<void> {
  const watch = watchChannels();
  const [list, members, sidebar] = await Promise.all([
    channels.myChannels(teamId),
    channels.myChannelMembers(teamId),
    channels.categories(teamId),
  ]).finally(watch.stop);
  change((state) =>
    receiveCategories(receiveMyChannels(state, teamId, list, members), teamId, sidebar.categories, sidebar.order),
  );
  const { byId } = getState().channels;
  [...watch.touched].filter((id) => byId[id]?.team_id === teamId).forEach(needChannelAnew);
  needPeopleOf(list);
  needRoles();
  void loadThreadCounts(teamId);
  // Not needed for anything on the first screen; the next load asks again.
  void loadSchedules(teamId).catch(() => undefined);
}

export async function loadThreadCounts(teamId: string): Promise<void> {
  try {
    change(receiveThreadCounts, teamId, await threadTotals(teamId));
  } catch {
    // Servers with threads off have no counts.
  }
}

/** A team the user has just joined. */
export async function loadTeam(teamId: string): Promise<void> {
  const [team, members] = await Promise.all([teams.team(teamId), teams.myTeamMembers()]);
  change((state) => receiveTeamMembers(receiveTeams(state, [team]), members));
  await loadTeamChannels(teamId);
}

/** All of the user's teams, without their channels; those left meanwhile are gone. */
export async function loadMyTeams(): Promise<void> {
  const [list, members] = await Promise.all([teams.myTeams(), teams.myTeamMembers()]);
  change(receiveMyTeams, list, members);
}

/** Fills in the other teams one after the other, so their badges are true without delaying the first. */
export async function loadOtherTeams(firstId: string, anew = false): Promise<void> {
  for (const teamId of Object.keys(getState().teams.mine)) {
    if (teamId !== firstId && (anew || !(teamId in getState().channels.loadedTeams))) await loadTeamChannels(teamId);
  }
}
