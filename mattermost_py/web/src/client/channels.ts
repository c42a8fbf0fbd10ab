/** Channels, memberships and sidebar categories. */
import type { ChannelStats } from "@mattermost/types/channels";
import type { Category, Channel, ChannelMember } from "@/state/model";
import { del, get, post, put, request } from "./http";

export interface Categories {
  categories: Category[];
  order: string[];
}

export interface NewChannel {
  team_id: string;
  name: string;
  display_name: string;
  type: "O" | "P";
  purpose?: string;
  header?: string;
  default_category_name?: string;
}

export const myChannels = (teamId: string) => get<Channel[]>(`/users/me/teams/${teamId}/channels`);

export const myChannelMembers = (teamId: string) => get<ChannelMember[]>(`/users/me/teams/${teamId}/channels/members`);

export const channel = (channelId: string) => get<Channel>(`/channels/${channelId}`);

export const channelByName = (teamId: string, name: string) => get<Channel>(`/teams/${teamId}/channels/name/${name}`, { include_deleted: true });

export const channelByNames = (team: string, name: string) => get<Channel>(`/teams/name/${team}/channels/name/${name}`, { include_deleted: true });

export const publicChannels = (teamId: string, page: number) =>
  get<Channel[]>(`/teams/${teamId}/channels`, { page, per_page: 100 });

export const archivedChannels = (teamId: string, page: number) =>
  get<Channel[]>(`/teams/${teamId}/channels/deleted`, { page, per_page: 100 });

export const searchChannels = (teamId: string, term: string) => post<Channel[]>(`/teams/${teamId}/channels/search`, { term });

export const searchArchivedChannels = (teamId: string, term: string) =>
  post<Channel[]>(`/teams/${teamId}/channels/search_archived`, { term });

export const autocompleteChannels = (teamId: string, name: string, signal?: AbortSignal) =>
  get<Channel[]>(`/teams/${teamId}/channels/autocomplete`, { name }, signal);

export const createChannel = (wanted: NewChannel) => post<Channel>("/channels", wanted);

export const createDirectChannel = (userIds: readonly [string, string]) => post<Channel>("/channels/direct", userIds);

export const createGroupChannel = (userIds: readonly string[]) => post<Channel>("/channels/group", userIds);

export const patchChannel = (
  channelId: string,
  patch: Partial<Pick<Channel, "name" | "display_name" | "header" | "purpose" | "banner_info" | "default_category_name">>,
) => put<Channel>(`/channels/${channelId}/patch`, patch);

export const setPrivacy = (channelId: string, privacy: "O" | "P") =>
  put<Channel>(`/channels/${channelId}/privacy`, { privacy });

export const archiveChannel = (channelId: string) => del<unknown>(`/channels/${channelId}`);

export const restoreChannel = (channelId: string) => post<Channel>(`/channels/${channelId}/restore`);

export const channelStats = (channelId: string) => get<ChannelStats>(`/channels/${channelId}/stats`);

/** The time zones its members live in, each once. */
export const channelTimezones = (channelId: string) => get<string[]>(`/channels/${channelId}/timezones`);

export const channelMember = (channelId: string, userId: string) =>
  get<ChannelMember>(`/channels/${channelId}/members/${userId}`);

export const channelMembers = (channelId: string, page: number) =>
  get<ChannelMember[]>(`/channels/${channelId}/members`, { page, per_page: 100 });

export const channelMembersByIds = (channelId: string, userIds: readonly string[]) =>
  post<ChannelMember[]>(`/channels/${channelId}/members/ids`, userIds);

export const addChannelMember = (channelId: string, userId: string) =>
  post<ChannelMember>(`/channels/${channelId}/members`, { user_id: userId });

export const removeChannelMember = (channelId: string, userId: string) =>
  del<unknown>(`/channels/${channelId}/members/${userId}`);

export const setChannelAdmin = (channelId: string, userId: string, isAdmin: boolean) =>
  put<unknown>(`/channels/${channelId}/members/${userId}/schemeRoles`, { scheme_user: true, scheme_admin: isAdmin });

export const setNotifyProps = (channelId: string, userId: string, props: Partial<ChannelMember["notify_props"]>) =>
  put<unknown>(`/channels/${channelId}/members/${userId}/notify_props`, { ...props, channel_id: channelId, user_id: userId });

export const viewChannel = (channelId: string) =>
  post<{ last_viewed_at_times: Record<string, number> }>("/channels/members/me/view", {
    channel_id: channelId,
    prev_channel_id: "",
    collapsed_threads_supported: true,
  });

/** Tells that no channel is looked at any more, also while the page closes. */
export const blurChannel = () =>
  request<unknown>("POST", "/channels/members/me/view", {
    body: { channel_id: "", prev_channel_id: "", collapsed_threads_supported: true },
    keepalive: true,
  });

export const markChannelsRead = (channelIds: readonly string[]) =>
  post<{ last_viewed_at_times: Record<string, number> }>("/channels/members/me/mark_read", channelIds);

export const categories = (teamId: string) => get<Categories>(`/users/me/teams/${teamId}/channels/categories`);

export const createCategory = (teamId: string, userId: string, name: string, channelIds: readonly string[]) =>
  post<Category>(`/users/me/teams/${teamId}/channels/categories`, {
    user_id: userId,
    team_id: teamId,
    display_name: name,
    type: "custom",
    channel_ids: channelIds,
  });

export const updateCategories = (teamId: string, changed: readonly Category[]) =>
  put<Category[]>(`/users/me/teams/${teamId}/channels/categories`, changed);

export const deleteCategory = (teamId: string, categoryId: string) =>
  del<unknown>(`/users/me/teams/${teamId}/channels/categories/${categoryId}`);

export const setCategoryOrder = (teamId: string, order: readonly string[]) =>
  put<string[]>(`/users/me/teams/${teamId}/channels/categories/order`, order);

/** Makes a private channel of a team out of a group message. */
export const convertGroup = (channelId: string, wanted: { team_id: string; name: string; display_name: string }) =>
  post<Channel>(`/channels/${channelId}/convert_to_channel`, { channel_id: channelId, ...wanted });
