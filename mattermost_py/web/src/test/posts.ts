/** Builders of posts for tests. */
import type { Post } from "@mattermost/types/posts";

let count = 0;

/** A plain post; say only what matters. */
export function aPost(patch: Partial<Post> = {}): Post {
  count += 1;
  return {
    id: `post${count}`,
    create_at: 1_700_000_000_000 + count,
    update_at: 1_700_000_000_000 + count,
    edit_at: 0,
    delete_at: 0,
    is_pinned: false,
    user_id: "anna",
    channel_id: "town",
    root_id: "",
    original_id: "",
    message: "hello",
    type: "",
    props: {},
    hashtags: "",
    pending_post_id: "",
    reply_count: 0,
    last_reply_at: 0,
    participants: null,
    metadata: { embeds: [], emojis: [], files: [], images: {}, reactions: [] },
    ...patch,
  };
}
