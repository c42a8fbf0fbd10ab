/** Which post is being edited, and where on the screen. */
import type { Post } from "@mattermost/types/posts";
import { create } from "zustand";

/** Where a post is drawn; the same post may stand in the channel and in its thread. */
export type Place = "channel" | "thread" | "list";

interface Editing {
  /** Of a post on its way the id it has until then: it is edited once the server has it. */
  postId: string;
  place: Place;
}

export const useEditing = create<Editing>()(() => ({ postId: "", place: "channel" }));

export function startEditing(postId: string, place: Place): void {
  useEditing.setState({ postId, place });
}

/** Whether this post is being edited there. */
export function useIsEditing(post: Post, place: Place): boolean {
  return useEditing((editing) => editing.place === place && editing.postId !== "" && (editing.postId === post.id || editing.postId === post.pending_post_id));
}

/** Somebody goes on writing, or the server refused the post: what was to be edited once it is stored is not any more. */
export function stopWaiting(): void {
  if (useEditing.getState().postId.includes(":")) stopEditing();
}

export function stopEditing(): void {
  useEditing.setState({ postId: "", place: "channel" });
}
