/** What a page that is open for days holds of channels: those seen lately, as long as there is room. */
import type { State } from "@/state/model";
import { keepOnlyChannels } from "@/state/posts";
import { change, getState } from "@/state/store";

const POSTS_MOST = 8000;

const seenLately = new Set<string>();

/** A channel is on the screen. */
export function noteSeen(channelId: string): void {
  seenLately.delete(channelId);
  seenLately.add(channelId);
}

/** Lets go of the posts of channels nobody looked at for long, once there are many; a return loads them again. */
export function forgetOldPosts(most = POSTS_MOST): void {
  const state = getState();
  // Lists of results show posts from anywhere. They are asked for anew each time, so they are waited for.
  if (state.channels.currentId === "" || !["closed", "thread", "members", "info"].includes(state.ui.aside.kind)) return;
  if (Object.keys(state.posts.byId).length <= most) return;
  change(keepOnlyChannels, worthKeeping(state, most));
}

/** The channels on the screen, and before them as many of those seen last as there is room for. */
function worthKeeping(state: State, most: number): Set<string> {
  const { aside } = state.ui;
  const threadIn = aside.kind === "thread" ? (state.posts.byId[aside.rootId]?.channel_id ?? "") : "";
  const kept = new Set([state.channels.currentId, threadIn]);
  const sizes = new Map<string, number>();
  for (const { channel_id: id } of Object.values(state.posts.byId)) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  let count = [...kept].reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
  for (const id of [...seenLately].reverse()) {
    if (kept.has(id)) continue;
    count += sizes.get(id) ?? 0;
    if (count > most) break;
    kept.add(id);
  }
  return kept;
}
