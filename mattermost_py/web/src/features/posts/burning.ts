/** Burn-on-read posts: sealed until their reader opens them, then there for a while. */
import type { Post } from "@mattermost/types/posts";

import { burnPost, revealPost } from "@/client/posts";
import { removePost, storePosts } from "@/state/posts";
import { change } from "@/state/store";

export function isBurning(post: Post): boolean {
  return post.type === "burn_on_read";
}

/** Whether the text is not to be seen until one asks for it. */
export function isSealed(post: Post, meId: string): boolean {
  return isBurning(post) && post.user_id !== meId && post.metadata.expire_at === undefined;
}

/** How long a reader has, in ms. */
export function readingTime(post: Post): number {
  const told = post.props["read_duration"];
  return typeof told === "number" ? told : 600_000;
}

export async function reveal(post: Post): Promise<void> {
  change(storePosts, [await revealPost(post.id)]);
}

export async function burn(postId: string): Promise<void> {
  await burnPost(postId);
  change(removePost, postId);
}

/** Minutes and seconds left: 9:07. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
