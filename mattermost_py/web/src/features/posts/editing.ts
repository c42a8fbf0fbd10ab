/** Which post is being edited, and where on the screen. */
import { create } from "zustand";

/** Where a post is drawn; the same post may stand in the channel and in its thread. */
export type Place = "channel" | "thread" | "list";

interface Editing {
  postId: string;
  place: Place;
}

export const useEditing = create<Editing>()(() => ({ postId: "", place: "channel" }));

export function startEditing(postId: string, place: Place): void {
  useEditing.setState({ postId, place });
}

export function stopEditing(): void {
  useEditing.setState({ postId: "", place: "channel" });
}
