/** Links and files that channels keep at hand. */
import { withKey } from "./maps";
import type { Bookmark, State } from "./model";

export function receiveBookmarks(state: State, channelId: string, bookmarks: readonly Bookmark[]): State {
  const live = bookmarks.filter((one) => one.delete_at === 0).sort((a, b) => a.sort_order - b.sort_order);
  return { ...state, bookmarks: { inChannel: withKey(state.bookmarks.inChannel, channelId, live) } };
}

/** A new or changed bookmark; channels whose bookmarks are not known stay unknown. */
export function receiveBookmark(state: State, bookmark: Bookmark): State {
  const known = state.bookmarks.inChannel[bookmark.channel_id];
  if (known === undefined) return state;
  return receiveBookmarks(state, bookmark.channel_id, [...known.filter((one) => one.id !== bookmark.id), bookmark]);
}

export function removeBookmark(state: State, bookmark: Pick<Bookmark, "id" | "channel_id">): State {
  const known = state.bookmarks.inChannel[bookmark.channel_id];
  if (known === undefined) return state;
  return receiveBookmarks(state, bookmark.channel_id, known.filter((one) => one.id !== bookmark.id));
}
