/** Channels and memberships: what is unread, who talks to whom. */
import type { ChannelStats } from "@mattermost/types/channels";
import type { Post } from "@mattermost/types/posts";
import { withAll, withKey, without } from "./maps";
import type { Channel, ChannelMember, ChannelsState, State } from "./model";
import { isCollapsedThreads } from "./preferences";
import { nameOf } from "./users";

function withChannels(state: State, patch: Partial<ChannelsState>): State {
  return { ...state, channels: { ...state.channels, ...patch } };
}

export function receiveChannels(state: State, channels: readonly Channel[]): State {
  return withChannels(state, { byId: withAll(state.channels.byId, channels.map((channel) => normal(channel, state.channels.byId[channel.id]))) });
}

/** The complete list of a team's channels the user is in, direct ones included. */
export function receiveMyChannels(state: State, teamId: string, channels: readonly Channel[], members: readonly ChannelMember[]): State {
  const there = new Set(channels.map((channel) => channel.id));
  const gone = Object.keys(state.channels.mine).filter(
    (id) => !there.has(id) && state.channels.byId[id]?.team_id === teamId,
  );
  const next = receiveChannels(withChannels(state, { mine: without(state.channels.mine, ...gone) }), channels);
  const known = receiveMyMembers(next, members.filter((member) => there.has(member.channel_id)));
  return withChannels(known, { loadedTeams: withKey(known.channels.loadedTeams, teamId, true as const) });
}

/** The user's own memberships. */
export function receiveMyMembers(state: State, members: readonly ChannelMember[]): State {
  if (members.length === 0) return state;
  const mine: Record<string, ChannelMember> = { ...state.channels.mine };
  for (const member of members) if (member.user_id === state.users.meId) mine[member.channel_id] = member;
  return withChannels(state, { mine });
}

/** Memberships of anybody in one channel. */
export function receiveChannelMembers(state: State, channelId: string, members: readonly ChannelMember[]): State {
  const known: Record<string, ChannelMember> = { ...state.channels.members[channelId] };
  for (const member of members) known[member.user_id] = member;
  const next = withChannels(state, { members: withKey(state.channels.members, channelId, known) });
  return receiveMyMembers(next, members.filter((member) => member.user_id === state.users.meId));
}

/** Forgets who is in all channels but these. */
export function keepOnlyMembersOf(state: State, channelIds: ReadonlySet<string>): State {
  return withChannels(state, { members: Object.fromEntries(Object.entries(state.channels.members).filter(([id]) => channelIds.has(id))) });
}

/** Somebody joined; counts follow if the channel's numbers are known. */
export function userJoinedChannel(state: State, channelId: string): State {
  return countMembers(state, channelId, 1);
}

/** Somebody left or was removed. */
export function userLeftChannel(state: State, channelId: string, userId: string): State {
  const members = state.channels.members[channelId];
  const next = members
    ? withChannels(state, { members: withKey(state.channels.members, channelId, without(members, userId)) })
    : state;
  return userId === state.users.meId ? leaveChannel(next, channelId) : countMembers(next, channelId, -1);
}

/** The user is no longer a member; the channel stays known for links to it. */
export function leaveChannel(state: State, channelId: string): State {
  return withChannels(state, {
    mine: without(state.channels.mine, channelId),
    heldUnread: without(state.channels.heldUnread, channelId),
  });
}

export function setChannelDeleted(state: State, channelId: string, deleteAt: number): State {
  const channel = state.channels.byId[channelId];
  if (channel === undefined) return state;
  return withChannels(state, { byId: withKey(state.channels.byId, channelId, { ...channel, delete_at: deleteAt }) });
}

export function receiveChannelStats(state: State, stats: ChannelStats): State {
  return withChannels(state, { stats: withKey(state.channels.stats, stats.channel_id, stats) });
}

/** The pinned count follows pins seen live. */
export function movePinnedCount(state: State, channelId: string, by: number): State {
  const stats = state.channels.stats[channelId];
  if (stats === undefined) return state;
  return receiveChannelStats(state, { ...stats, pinnedpost_count: Math.max(0, stats.pinnedpost_count + by) });
}

/** Which channel is on the screen. Leaving one lets go of its held unread mark. */
export function setCurrentChannel(state: State, channelId: string): State {
  const before = state.channels.currentId;
  if (before === channelId) return state;
  return withChannels(state, { currentId: channelId, heldUnread: without(state.channels.heldUnread, before) });
}

/** A new post counts: totals always, the user's mentions if named, and the user's own post reads the channel. */
export function countPost(state: State, post: Post, mentioned: boolean): State {
  const channel = state.channels.byId[post.channel_id];
  if (channel === undefined) return state;
  const isRoot = post.root_id === "";
  const counts = countsAsUnread(post);
  const next = withKey(state.channels.byId, channel.id, {
    ...channel,
    last_post_at: Math.max(channel.last_post_at, post.create_at),
    last_root_post_at: isRoot ? Math.max(channel.last_root_post_at, post.create_at) : channel.last_root_post_at,
    total_msg_count: channel.total_msg_count + (counts ? 1 : 0),
    total_msg_count_root: channel.total_msg_count_root + (counts && isRoot ? 1 : 0),
  });
  const counted = withChannels(state, { byId: next });
  const isOwn = post.user_id === state.users.meId && post.props["from_webhook"] !== "true";
  if (isOwn) return isRoot || !isCollapsedThreads(state) ? markChannelRead(counted, channel.id) : readOwnReply(counted, channel.id);
  if (!mentioned || !counts) return counted;
  return editMine(counted, channel.id, (member) => ({
    mention_count: member.mention_count + 1,
    mention_count_root: member.mention_count_root + (isRoot ? 1 : 0),
  }));
}

/** Everything in the channel is read. */
export function markChannelRead(state: State, channelId: string): State {
  const channel = state.channels.byId[channelId];
  if (channel === undefined) return state;
  return editMine(state, channelId, (member) => ({
    msg_count: channel.total_msg_count,
    msg_count_root: channel.total_msg_count_root,
    mention_count: 0,
    mention_count_root: 0,
    urgent_mention_count: 0,
    last_viewed_at: Math.max(member.last_viewed_at, channel.last_post_at),
  }));
}

/** Channels were viewed, here or on another device (`multiple_channels_viewed`): id → when. */
export function channelsViewed(state: State, times: Readonly<Record<string, number>>): State {
  let next = state;
  for (const [channelId, viewedAt] of Object.entries(times)) {
    const channel = next.channels.byId[channelId];
    const member = next.channels.mine[channelId];
    // An older view than a mark-unread must not undo it.
    if (channel === undefined || member === undefined || viewedAt < channel.last_post_at) continue;
    if (channelId in next.channels.heldUnread) continue;
    next = markChannelRead(next, channelId);
  }
  return next;
}

/** The user's membership after marking a post unread (`post_unread`). */
export function markChannelUnread(
  state: State,
  channelId: string,
  unread: Pick<ChannelMember, "msg_count" | "mention_count" | "last_viewed_at"> &
    Partial<Pick<ChannelMember, "msg_count_root" | "mention_count_root" | "urgent_mention_count">>,
): State {
  return editMine(state, channelId, () => ({
    msg_count: unread.msg_count,
    msg_count_root: unread.msg_count_root ?? unread.msg_count,
    mention_count: unread.mention_count,
    mention_count_root: unread.mention_count_root ?? unread.mention_count,
    urgent_mention_count: unread.urgent_mention_count ?? 0,
    last_viewed_at: unread.last_viewed_at,
  }));
}

/** A channel marked unread by hand stays so while it is on the screen. */
export function holdUnread(state: State, channelId: string): State {
  return withChannels(state, { heldUnread: withKey(state.channels.heldUnread, channelId, true as const) });
}

export function isHeldUnread(state: State, channelId: string): boolean {
  return channelId in state.channels.heldUnread;
}

export function setMyNotifyProps(state: State, channelId: string, props: ChannelMember["notify_props"]): State {
  return editMine(state, channelId, (member) => ({ notify_props: { ...member.notify_props, ...props } }));
}

export function isMuted(member: ChannelMember | undefined): boolean {
  return member?.notify_props.mark_unread === "mention";
}

export interface Unread {
  readonly messages: number;
  readonly mentions: number;
  /** Whether it shows bold: unread messages in an unmuted channel, or mentions anywhere. */
  readonly isUnread: boolean;
}

const READ: Unread = { messages: 0, mentions: 0, isUnread: false };

/** What waits for the user in a channel; with collapsed threads only root posts count. */
export function unreadOf(state: State, channelId: string): Unread {
  return countUnread(state.channels.byId[channelId], state.channels.mine[channelId], isCollapsedThreads(state));
}

export function countUnread(channel: Channel | undefined, member: ChannelMember | undefined, roots: boolean): Unread {
  if (channel === undefined || member === undefined || channel.delete_at > 0) return READ;
  const total = roots ? channel.total_msg_count_root : channel.total_msg_count;
  const messages = Math.max(0, total - (roots ? member.msg_count_root : member.msg_count));
  const mentions = roots ? member.mention_count_root : member.mention_count;
  if (messages === 0 && mentions === 0) return READ;
  const isUnread = mentions > 0 || (messages > 0 && !isMuted(member));
  return { messages, mentions, isUnread };
}

/** The other person of a direct channel; the user himself in a talk with himself. */
export function teammateId(state: State, channel: Pick<Channel, "name">): string {
  return otherOf(channel, state.users.meId);
}

export function otherOf(channel: Pick<Channel, "name">, meId: string): string {
  const [one = "", two = ""] = channel.name.split("__");
  return one === meId ? two : one;
}

/** What a channel is called here: direct channels by the person, groups by their people. */
export function channelName(state: State, channel: Channel): string {
  if (channel.type === "D") return nameOf(state, teammateId(state, channel)) || channel.display_name;
  if (channel.type === "G") return groupName(state, channel);
  return channel.display_name;
}

function groupName(state: State, channel: Channel): string {
  const mine = state.users.byId[state.users.meId]?.username;
  const names = channel.display_name.split(", ").filter((username) => username !== mine);
  return names.map((username) => nameOf(state, state.users.idByName[username] ?? "") || username).join(", ");
}

export function currentChannel(state: State): Channel | undefined {
  return state.channels.byId[state.channels.currentId];
}

export function channelByName(state: State, teamId: string, name: string): Channel | undefined {
  return Object.values(state.channels.byId).find(
    (channel) => channel.name === name && (channel.team_id === teamId || channel.team_id === ""),
  );
}

/** The default channel everybody of a team is in. */
export const DEFAULT_CHANNEL = "town-square";

function countsAsUnread(post: Post): boolean {
  // Comings and goings move the channel's date but not its totals.
  return !QUIET.has(post.type) && post.props["force_silent"] !== true;
}

const QUIET: ReadonlySet<string> = new Set([
  "system_join_leave", "system_join_channel", "system_guest_join_channel", "system_leave_channel", "system_join_team",
  "system_leave_team", "system_add_to_team", "system_remove_from_team", "system_add_to_channel",
  "system_add_guest_to_chan", "system_remove_from_channel", "system_add_remove", "system_ephemeral",
]);

function readOwnReply(state: State, channelId: string): State {
  return editMine(state, channelId, (member) => ({ msg_count: member.msg_count + 1 }));
}

function editMine(state: State, channelId: string, edit: (member: ChannelMember) => Partial<ChannelMember>): State {
  const member = state.channels.mine[channelId];
  if (member === undefined) return state;
  const edited = edit(member);
  // Copying thousands of memberships takes longer than finding out that nothing is new.
  if (Object.entries(edited).every(([name, value]) => Object.is(member[name as keyof ChannelMember], value))) return state;
  return withChannels(state, { mine: withKey(state.channels.mine, channelId, { ...member, ...edited }) });
}

function countMembers(state: State, channelId: string, by: number): State {
  const stats = state.channels.stats[channelId];
  if (stats === undefined) return state;
  return receiveChannelStats(state, { ...stats, member_count: Math.max(0, stats.member_count + by) });
}

/** Counters may be absent on channels of searches and events: what was known stays. */
function normal(channel: Channel, old: Channel | undefined): Channel {
  const loose: Partial<Channel> = channel;
  return {
    ...channel,
    total_msg_count: loose.total_msg_count ?? old?.total_msg_count ?? 0,
    total_msg_count_root: loose.total_msg_count_root ?? old?.total_msg_count_root ?? 0,
    last_root_post_at: loose.last_root_post_at ?? old?.last_root_post_at ?? channel.last_post_at,
  };
}
