/** Emoji on posts. */
import type { Reaction } from "@mattermost/types/reactions";
import { del, post } from "./http";

export const addReaction = (userId: string, postId: string, emoji: string) =>
  post<Reaction>("/reactions", { user_id: userId, post_id: postId, emoji_name: emoji });

export const removeReaction = (userId: string, postId: string, emoji: string) =>
  del<unknown>(`/users/${userId}/posts/${postId}/reactions/${encodeURIComponent(emoji)}`);
