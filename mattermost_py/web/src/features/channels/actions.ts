/** What the user does with channels: open, join, leave, favour, mute, archive, mark read. */
import { copy } from "@/app/copying";
import { channelPath, defaultPath, go, goToChannel } from "@/app/paths";
import * as client from "@/client/channels";
import { messageOf } from "@/client/http";
import { deletePreferences, savePreferences } from "@/client/server";
import { loadChannel, needCategories, needPeopleOf } from "@/load/channels";
import { updateCategories, isFavorite, movedChannels } from "@/state/categories";
import {
  DEFAULT_CHANNEL, channelsViewed, leaveChannel, markChannelRead, otherOf, receiveChannels, receiveMyMembers,
  setChannelDeleted, setMyNotifyProps,
} from "@/state/channels";
import type { Category, Channel, ChannelMember } from "@/state/model";
import { receivePreferences, removePreferences } from "@/state/preferences";
import { change, getState } from "@/state/store";
import { currentTeam } from "@/state/teams";
import { showToast } from "@/state/ui";

/** Runs something the user asked for; a failure becomes a note and false. */
export async function tried(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    change(showToast, messageOf(error), "danger");
    return false;
  }
}

/** Opens the conversation with one person, creating it if need be. */
export async function openDirect(userId: string): Promise<void> {
  const { channels, users } = getState();
  const known = Object.keys(channels.mine).find((id) => {
    const channel = channels.byId[id];
    return channel?.type === "D" && otherOf(channel, users.meId) === userId;
  });
  if (known !== undefined) {
    showDirect("direct_channel_show", userId);
    goToChannel(known);
    return;
  }
  await tried(async () => {
    const channel = await client.createDirectChannel([users.meId, userId]);
    await enter(channel);
    showDirect("direct_channel_show", userId);
  });
}

/** Opens the conversation with several people. */
export async function openGroup(userIds: readonly string[]): Promise<void> {
  const [only] = userIds;
  if (userIds.length === 1 && only !== undefined) return openDirect(only);
  await tried(async () => {
    const channel = await client.createGroupChannel([...userIds, getState().users.meId]);
    await enter(channel);
    showDirect("group_channel_show", channel.id);
  });
}

async function enter(channel: Channel): Promise<void> {
  change(receiveChannels, [channel]);
  needPeopleOf([channel]);
  await loadChannel(channel.id);
  goToChannel(channel.id);
}

/** Shows a direct or group conversation in the sidebar again. */
function showDirect(category: string, name: string): void {
  void setPreference(category, name, "true");
}

/** Takes a direct or group conversation out of the sidebar until somebody writes or it is opened. */
export function closeDirect(channel: Channel): void {
  const { users } = getState();
  const isDirect = channel.type === "D";
  void setPreference(
    isDirect ? "direct_channel_show" : "group_channel_show",
    isDirect ? otherOf(channel, users.meId) : channel.id,
    "false",
  );
  if (getState().channels.currentId === channel.id) goHome();
}

/** One preference, shown at once and saved behind. */
export async function setPreference(category: string, name: string, value: string): Promise<void> {
  const user_id = getState().users.meId;
  if (getState().preferences.byKey[`${category}/${name}`] === value) return;
  const preference = { user_id, category, name, value };
  change(receivePreferences, [preference]);
  await tried(() => savePreferences(user_id, [preference]));
}

export async function removePreference(category: string, name: string): Promise<void> {
  const user_id = getState().users.meId;
  const preference = { user_id, category, name, value: "" };
  change(removePreferences, [preference]);
  await tried(() => deletePreferences(user_id, [preference]));
}

/** Joins a public channel and opens it. */
export async function joinChannel(channel: Channel): Promise<boolean> {
  return tried(async () => {
    const member = await client.addChannelMember(channel.id, getState().users.meId);
    change((state) => receiveMyMembers(receiveChannels(state, [channel]), [member]));
    needCategories(channel.team_id);
    goToChannel(channel.id);
  });
}

export async function leave(channel: Channel): Promise<void> {
  const { meId } = getState().users;
  await client.removeChannelMember(channel.id, meId);
  const wasHere = getState().channels.currentId === channel.id;
  change(leaveChannel, channel.id);
  if (wasHere) goHome();
}

export async function archive(channel: Channel): Promise<void> {
  await client.archiveChannel(channel.id);
  const wasHere = getState().channels.currentId === channel.id;
  change(setChannelDeleted, channel.id, Date.now());
  if (wasHere) goHome();
}

export async function restore(channel: Channel): Promise<void> {
  await tried(async () => {
    const restored = await client.restoreChannel(channel.id);
    change(receiveChannels, [restored]);
  });
}

function goHome(): void {
  const team = currentTeam(getState());
  if (team) go(defaultPath(team.name));
}

/** Opens the default channel if it is not the one just left. */
export function canLeave(channel: Channel): boolean {
  return channel.name !== DEFAULT_CHANNEL && channel.team_id !== "";
}

export async function setNotifyProps(channelId: string, props: Partial<ChannelMember["notify_props"]>): Promise<boolean> {
  const before = getState().channels.mine[channelId]?.notify_props;
  change(setMyNotifyProps, channelId, props);
  const saved = await tried(() => client.setNotifyProps(channelId, getState().users.meId, props));
  if (!saved && before) change(setMyNotifyProps, channelId, before);
  return saved;
}

export function toggleMuted(channelId: string): void {
  const muted = getState().channels.mine[channelId]?.notify_props.mark_unread === "mention";
  void setNotifyProps(channelId, { mark_unread: muted ? "all" : "mention" });
}

/** Into the favourites, or back to where channels of its kind stand. */
export function toggleFavorite(channelId: string): void {
  const state = getState();
  const teamId = state.teams.currentId;
  const wanted = isFavorite(state, teamId, channelId)
    ? state.channels.byId[channelId]?.team_id === "" ? "direct_messages" : "channels"
    : "favorites";
  const order = state.categories.order[teamId] ?? [];
  const target = order.find((id) => state.categories.byId[id]?.type === wanted);
  if (target !== undefined) void moveChannels([channelId], target);
}

/** Puts channels into a category, at a place or at its end. */
export async function moveChannels(channelIds: readonly string[], categoryId: string, place?: number): Promise<void> {
  const state = getState();
  const teamId = state.teams.currentId;
  await saveCategories(teamId, movedChannels(state, teamId, channelIds, categoryId, place));
}

/** Shows changed categories at once, saves them behind, and takes them back if that fails. */
export async function saveCategories(teamId: string, changed: readonly Category[]): Promise<void> {
  change(updateCategories, changed);
  const saved = await tried(() => client.updateCategories(teamId, changed));
  if (!saved) needCategories(teamId);
}

export async function markRead(channelIds: readonly string[]): Promise<void> {
  if (channelIds.length === 0) return;
  change((state) => channelIds.reduce(markChannelRead, state));
  await tried(async () => {
    const { last_viewed_at_times: times } = await client.markChannelsRead(channelIds);
    change(channelsViewed, times);
  });
}

/** Copies a link that works for every member. */
export function copyLink(channel: Channel, absoluteUrl: (path: string) => string): void {
  const state = getState();
  const team = state.teams.byId[channel.team_id || state.teams.currentId];
  if (team === undefined) return;
  void copy(absoluteUrl(channelPath(state, team.name, channel)));
}
