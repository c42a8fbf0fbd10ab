/** Puts an emoji on a post or takes it away; shown at once, taken back if the server refuses. */
import { addReaction as sendReaction, removeReaction as sendRemoval } from "@/client/reactions";
import { messageOf } from "@/client/http";
import { noteEmojiUse } from "@/features/emoji/recentEmoji";
import { addReaction, removeReaction } from "@/state/posts";
import { change, getState } from "@/state/store";
import { showToast } from "@/state/ui";

export async function toggleReaction(postId: string, emoji: string): Promise<void> {
  const state = getState();
  const meId = state.users.meId;
  const reaction = { user_id: meId, post_id: postId, emoji_name: emoji, create_at: Date.now() };
  const isOn = state.posts.byId[postId]?.metadata.reactions?.some((one) => one.user_id === meId && one.emoji_name === emoji) ?? false;
  try {
    if (isOn) {
      change(removeReaction, reaction);
      await sendRemoval(meId, postId, emoji);
    } else {
      change(addReaction, reaction);
      noteEmojiUse(emoji);
      await sendReaction(meId, postId, emoji);
    }
  } catch (error) {
    if (isOn) change(addReaction, reaction);
    else change(removeReaction, reaction);
    change(showToast, messageOf(error), "danger");
  }
}
