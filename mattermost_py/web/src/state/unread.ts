/** Sums of what waits for the user: per team, in direct messages, and in all. */
import { countUnread, type Unread } from "./channels";
import type { ById, Channel, ChannelMember, State, ThreadCounts } from "./model";
import { isCollapsedThreads } from "./preferences";
import { memo } from "./store";

const NOTHING: Unread = { messages: 0, mentions: 0, isUnread: false };

const perTeam = memo((channels: ById<Channel>, mine: ById<ChannelMember>, roots: boolean): ById<Unread> => {
  const sums: Record<string, { messages: number; mentions: number; isUnread: boolean }> = {};
  for (const id of Object.keys(mine)) {
    const channel = channels[id];
    const unread = countUnread(channel, mine[id], roots);
    if (channel === undefined || !unread.isUnread) continue;
    const sum = (sums[channel.team_id] ??= { messages: 0, mentions: 0, isUnread: false });
    sum.messages += unread.messages;
    sum.mentions += unread.mentions;
    sum.isUnread = true;
  }
  return sums;
});

/** What waits in a team's channels and threads; direct messages belong to no team (`""`). */
export function teamUnread(state: State, teamId: string): Unread {
  const roots = isCollapsedThreads(state);
  const inChannels = perTeam(state.channels.byId, state.channels.mine, roots)[teamId] ?? NOTHING;
  const told = teamId in state.channels.loadedTeams ? undefined : state.teams.unread[teamId];
  const base = told
    ? {
        messages: roots ? told.msg_count_root : told.msg_count,
        mentions: roots ? told.mention_count_root : told.mention_count,
      }
    : inChannels;
  const threads = roots ? state.threads.counts[teamId] : undefined;
  return withThreads(base.messages, base.mentions, told ? base.messages > 0 : inChannels.isUnread, threads);
}

function withThreads(messages: number, mentions: number, isUnread: boolean, threads: ThreadCounts | undefined): Unread {
  const all = mentions + (threads?.total_unread_mentions ?? 0);
  return { messages, mentions: all, isUnread: isUnread || all > 0 || (threads?.total_unread_threads ?? 0) > 0 };
}

/** For the window's title and icon: mentions everywhere, and whether anything is unread. */
export function totalUnread(state: State): { mentions: number; isUnread: boolean } {
  let { mentions, isUnread } = teamUnread(state, "");
  for (const teamId of Object.keys(state.teams.mine)) {
    const unread = teamUnread(state, teamId);
    mentions += unread.mentions;
    isUnread = isUnread || unread.isUnread;
  }
  return { mentions, isUnread };
}

/** Channels and conversations with something unread in every team that is loaded, those that call one first. */
const listPlaces = memo((channels: ById<Channel>, mine: ById<ChannelMember>, roots: boolean): readonly string[] =>
  Object.keys(mine)
    .flatMap((id) => {
      const channel = channels[id];
      const unread = countUnread(channel, mine[id], roots);
      return channel && unread.isUnread ? [{ id, mentions: unread.mentions, at: roots ? channel.last_root_post_at : channel.last_post_at }] : [];
    })
    .sort((one, other) => Number(other.mentions > 0) - Number(one.mentions > 0) || other.at - one.at)
    .map(({ id }) => id),
);

export function unreadPlaces(state: State): readonly string[] {
  return listPlaces(state.channels.byId, state.channels.mine, isCollapsedThreads(state));
}

export function unreadPlaceCount(state: State): number {
  const threads = isCollapsedThreads(state) ? (state.threads.counts[state.teams.currentId]?.total_unread_threads ?? 0) : 0;
  return unreadPlaces(state).length + threads;
}
