/** The last posts of a place, for keys that act on them. */
import type { Post } from "@mattermost/types/posts";

import type { State } from "@/state/model";

import { isPending } from "./outbox";
import { allowedActions } from "./postActions";

/** The user's own last post here that may be edited, now or once the server has it. */
export function lastOwnPost(state: State, channelId: string, rootId: string): Post | undefined {
  const newestFirst = rootId === "" ? (state.posts.blocks[channelId]?.[0]?.ids ?? []) : [...(state.posts.replies[rootId] ?? [])].reverse();
  for (const id of newestFirst) {
    const post = state.posts.byId[id];
    if (post?.user_id !== state.users.meId) continue;
    if (isPending(post) ? !post.failed : allowedActions(state, post, Date.now()).edit) return post;
  }
  return undefined;
}
