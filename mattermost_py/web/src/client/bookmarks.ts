/** Links and files that a channel keeps at hand. */
import type { ChannelBookmarkCreate, ChannelBookmarkPatch } from "@mattermost/types/channel_bookmarks";
import type { Bookmark } from "@/state/model";
import { del, get, post, request } from "./http";

export const bookmarksOf = (channelId: string) => get<Bookmark[] | null>(`/channels/${channelId}/bookmarks`);

export const createBookmark = (channelId: string, wanted: ChannelBookmarkCreate) => post<Bookmark>(`/channels/${channelId}/bookmarks`, wanted);

/** Somebody else's bookmark is replaced by a new one; then `deleted` is the old one. */
export const patchBookmark = (channelId: string, bookmarkId: string, patch: ChannelBookmarkPatch) =>
  request<{ updated: Bookmark; deleted?: Bookmark }>("PATCH", `/channels/${channelId}/bookmarks/${bookmarkId}`, { body: patch });

/** Puts it at a place, counted from 0; answers all in their new order. */
export const moveBookmark = (channelId: string, bookmarkId: string, place: number) =>
  post<Bookmark[]>(`/channels/${channelId}/bookmarks/${bookmarkId}/sort_order`, place);

export const deleteBookmark = (channelId: string, bookmarkId: string) => del<Bookmark>(`/channels/${channelId}/bookmarks/${bookmarkId}`);
