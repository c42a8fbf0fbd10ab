/** Builders of threads for tests. */
import type { UserThread } from "@mattermost/types/threads";

/** A followed thread of one reply, all read; say only what matters. */
export function aThread(id: string, patch: Partial<UserThread> = {}): UserThread {
  return {
    id,
    reply_count: 1,
    last_reply_at: 10,
    last_viewed_at: 0,
    participants: [],
    unread_replies: 0,
    unread_mentions: 0,
    is_following: true,
    post: { channel_id: "town", user_id: "anna" },
    ...patch,
  };
}
