/** Bookmarks of a channel: may they, and doing it. */
import { bookmarksOf, createBookmark, deleteBookmark, moveBookmark, patchBookmark } from "@/client/bookmarks";
import { messageOf } from "@/client/http";
import type { ChannelBookmarkCreate, ChannelBookmarkPatch } from "@mattermost/types/channel_bookmarks";
import { receiveBookmark, receiveBookmarks, removeBookmark } from "@/state/bookmarks";
import type { Bookmark, State } from "@/state/model";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { isGuest, me } from "@/state/users";

type Way = "add" | "edit" | "delete" | "order";

export const MOST_BOOKMARKS = 50;

export function hasBookmarks(state: State): boolean {
  return isEnabled(state, "FeatureFlagChannelBookmarks");
}

/** Whether the user may change the bookmarks of a channel this way. */
export function mayBookmark(state: State, channelId: string, way: Way): boolean {
  const channel = state.channels.byId[channelId];
  if (!hasBookmarks(state) || channel === undefined || channel.delete_at > 0) return false;
  if (!(channelId in state.channels.mine)) return false;
  if (channel.type === "O" || channel.type === "P") return can(state, `${way}_bookmark_${channel.type === "O" ? "public" : "private"}_channel`, { channelId });
  const user = me(state);
  return user !== undefined && !isGuest(user);
}

export async function loadBookmarks(channelId: string): Promise<void> {
  change(receiveBookmarks, channelId, (await bookmarksOf(channelId)) ?? []);
}

export async function addBookmark(channelId: string, wanted: ChannelBookmarkCreate): Promise<void> {
  change(receiveBookmark, await createBookmark(channelId, wanted));
}

export async function editBookmark(bookmark: Bookmark, patch: ChannelBookmarkPatch): Promise<void> {
  const { updated, deleted } = await patchBookmark(bookmark.channel_id, bookmark.id, patch);
  change((state) => receiveBookmark(deleted ? removeBookmark(state, deleted) : state, updated));
}

export async function dropBookmark(bookmark: Bookmark): Promise<void> {
  await deleteBookmark(bookmark.channel_id, bookmark.id);
  change(removeBookmark, bookmark);
}

/** Puts it at another place in the bar; a failure puts it back and says why. */
export function placeBookmark(all: readonly Bookmark[], bookmark: Bookmark, place: number): void {
  const others = all.filter((one) => one.id !== bookmark.id);
  const wanted = [...others.slice(0, place), bookmark, ...others.slice(place)];
  change(receiveBookmarks, bookmark.channel_id, wanted.map((one, sort_order) => ({ ...one, sort_order })));
  moveBookmark(bookmark.channel_id, bookmark.id, place).then(
    (sorted) => change(receiveBookmarks, bookmark.channel_id, sorted),
    (error: unknown) => change((state) => showToast(receiveBookmarks(state, bookmark.channel_id, all), messageOf(error), "danger")),
  );
}
