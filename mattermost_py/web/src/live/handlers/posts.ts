/** Events about posts, reactions, typing, drafts and emoji. */
import { needChannelAnew, touchChannel } from "@/load/channels";
import { needUsers } from "@/load/users";
import { countPost, isHeldUnread, markChannelRead, markChannelUnread, movePinnedCount } from "@/state/channels";
import { forgetDraft, receiveDraft } from "@/state/drafts";
import { receiveEmoji } from "@/state/emoji";
import type { State } from "@/state/model";
import { addReaction, markPostDeleted, receivePost, removePost, removeReaction, setAcknowledgement, setBurnTime, updatePost } from "@/state/posts";
import { receiveSchedule, removeSchedule } from "@/state/schedules";
import { change, getState } from "@/state/store";
import { removeThread } from "@/state/threads";
import { receiveTyping, stopTyping } from "@/state/typing";
import { isAttentive } from "../attention";
import type { Handlers } from "../dispatch";

export const postHandlers = {
  posted({ post, mentions }) {
    const { channels, users } = getState();
    needUsers([post.user_id]);
    touchChannel(post.channel_id);
    if (!(post.channel_id in channels.mine) || !(post.channel_id in channels.byId)) {
      // The fetched membership already counts this post.
      needChannelAnew(post.channel_id);
      change(receivePost, post);
      return;
    }
    // The answer to one's own request may have been counted before its event arrives.
    const isNew = !(post.id in getState().posts.byId) || post.user_id !== users.meId || !countedHere.delete(post.id);
    const mentioned = mentions?.includes(users.meId) ?? false;
    change((state) => {
      const received = stopTyping(receivePost(state, post), post.channel_id, post.root_id, post.user_id);
      return readIfSeen(isNew ? countPost(received, post, mentioned) : received, post.channel_id);
    });
  },
  post_edited({ post }) {
    const before = getState().posts.byId[post.id];
    const pinned = Number(post.is_pinned) - Number(before?.is_pinned ?? post.is_pinned);
    change((state) => movePinnedCount(updatePost(state, post), post.channel_id, pinned));
  },
  post_deleted({ post }) {
    const isLoaded = post.id in getState().posts.byId;
    change((state) => removeThread(isLoaded ? markPostDeleted(state, post.id) : movePinnedCount(state, post.channel_id, -Number(post.is_pinned)), post.id));
  },
  post_unread(unread, { channel_id }) {
    change(markChannelUnread, channel_id, unread);
  },
  ephemeral_message({ post }) {
    change(receivePost, post);
  },
  reaction_added({ reaction }) {
    needUsers([reaction.user_id]);
    change(addReaction, reaction);
  },
  reaction_removed({ reaction }) {
    change(removeReaction, reaction);
  },
  typing({ user_id, parent_id }, { channel_id }) {
    needUsers([user_id]);
    change(receiveTyping, channel_id, parent_id, user_id, Date.now());
  },
  post_acknowledgement_added({ acknowledgement }) {
    needUsers([acknowledgement.user_id]);
    change(setAcknowledgement, acknowledgement);
  },
  post_acknowledgement_removed({ acknowledgement }) {
    change(setAcknowledgement, { ...acknowledgement, acknowledged_at: 0 });
  },
  post_revealed({ post }) {
    change(updatePost, post);
  },
  post_burned({ post_id }) {
    change(removePost, post_id);
  },
  burn_on_read_all_revealed({ post_id, sender_expire_at }) {
    change(setBurnTime, post_id, sender_expire_at);
  },
  scheduled_post_created({ scheduledPost }) {
    change(receiveSchedule, scheduledPost);
  },
  scheduled_post_updated({ scheduledPost }) {
    change(receiveSchedule, scheduledPost);
  },
  scheduled_post_deleted({ scheduledPost }) {
    change(removeSchedule, scheduledPost.id);
  },
  draft_created({ draft }) {
    change(receiveDraft, draft);
  },
  draft_deleted({ draft }) {
    change(forgetDraft, draft);
  },
  emoji_added({ emoji }) {
    change(receiveEmoji, [emoji]);
  },
} satisfies Handlers;

/** Own posts whose answer was counted before the event. */
const countedHere = new Set<string>();

/** Takes in the server's answer to one's own new post; its event then counts nothing again. */
export function receiveOwnPost(state: State, post: Parameters<typeof countPost>[1]): State {
  if (post.id in state.posts.byId) return receivePost(state, post);
  countedHere.add(post.id);
  return countPost(receivePost(state, post), post, false);
}

/** A channel on the screen with the window in front is read as it grows. */
function readIfSeen(state: State, channelId: string): State {
  if (state.channels.currentId !== channelId || !isAttentive() || isHeldUnread(state, channelId)) return state;
  return markChannelRead(state, channelId);
}

