/** What people do to posts: may they, and doing it. */
import type { Post } from "@mattermost/types/posts";

import { copy } from "@/app/copying";
import { messageOf } from "@/client/http";
import { deletePost as sendDelete, patchPost, pinPost, setUnread, unpinPost } from "@/client/posts";
import { deletePreferences, savePreferences } from "@/client/server";
import { setThreadUnread } from "@/client/threads";
import { mayReact } from "@/features/reactions/useReactionBar";
import { t } from "@/i18n/t";
import { holdUnread, movePinnedCount } from "@/state/channels";
import type { State } from "@/state/model";
import { markPostDeleted, removePost, updatePost } from "@/state/posts";
import { isSavedPost, receivePreferences, removePreferences } from "@/state/preferences";
import { can } from "@/state/roles";
import { configNumber, isEnabled } from "@/state/server";
import { change, getState } from "@/state/store";
import { showToast } from "@/state/ui";

import { isBurning, isSealed } from "./burning";
import { permalink } from "./links";
import { isPending } from "./outbox";
import { isSystemPost } from "./systemPosts";

/** What the user may do with a post. */
export interface Allowed {
  react: boolean;
  reply: boolean;
  edit: boolean;
  remove: boolean;
  pin: boolean;
  save: boolean;
  markUnread: boolean;
  link: boolean;
  text: boolean;
  remind: boolean;
  forward: boolean;
  history: boolean;
  /** Take the thread to another channel. */
  move: boolean;
  /** End a burn-on-read post early. */
  burn: boolean;
}

const NOTHING: Allowed = { react: false, reply: false, edit: false, remove: false, pin: false, save: false, markUnread: false, link: false, text: false, remind: false, forward: false, history: false, move: false, burn: false };

export function allowedActions(state: State, post: Post, now: number): Allowed {
  if (post.state === "DELETED" || isPending(post)) return NOTHING;
  const channelId = post.channel_id;
  const channel = state.channels.byId[channelId];
  if (post.type === "system_ephemeral") return { ...NOTHING, remove: true };
  const isMember = channelId in state.channels.mine;
  const isOpen = channel !== undefined && channel.delete_at === 0 && isMember;
  const isOwn = post.user_id === state.users.meId;
  const isSystem = isSystemPost(post);
  const mayPost = isOpen && can(state, "create_post", { channelId });
  const burns = isBurning(post);
  const isHidden = isSealed(post, state.users.meId);
  return {
    react: mayReact(state, post.id) && !isHidden,
    reply: mayPost && !isSystem && !burns,
    edit: isOpen && !isSystem && !burns && mayEdit(state, post, isOwn, now),
    remove: isOpen && !burns && can(state, isOwn ? "delete_post" : "delete_others_posts", { channelId }),
    pin: mayPost && !isSystem && !burns,
    save: !isSystem,
    markUnread: isMember,
    link: true,
    text: post.message !== "" && !burns,
    remind: !isSystem,
    forward: !isSystem && !burns,
    history: isOwn && post.edit_at > 0,
    move: isOpen && !isSystem && !burns && mayMove(state, channel.type),
    burn: burns && isMember && !isHidden,
  };
}

const WAYS_OUT: Partial<Record<string, string>> = {
  P: "WranglerMoveThreadFromPrivateChannelEnable",
  D: "WranglerMoveThreadFromDirectMessageChannelEnable",
  G: "WranglerMoveThreadFromGroupMessageChannelEnable",
};

/** Whether threads may leave channels of this kind; who may move them, the server knows. */
function mayMove(state: State, type: string): boolean {
  const way = WAYS_OUT[type];
  return isEnabled(state, "FeatureFlagMoveThreadsEnabled") && (way === undefined || isEnabled(state, way));
}

function mayEdit(state: State, post: Post, isOwn: boolean, now: number): boolean {
  if (!can(state, isOwn ? "edit_post" : "edit_others_posts", { channelId: post.channel_id })) return false;
  const limit = configNumber(state, "PostEditTimeLimit", -1);
  return limit < 0 || now < post.create_at + limit * 1000;
}

async function attempt(work: () => Promise<unknown>, undo?: () => void): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    undo?.();
    change(showToast, messageOf(error), "danger");
    return false;
  }
}

export function editPost(postId: string, patch: { message: string; file_ids?: readonly string[] }): Promise<boolean> {
  const before = getState().posts.byId[postId];
  return attempt(async () => change(updatePost, await patchPost(postId, patch)), before && (() => change(updatePost, before)));
}

export function deletePost(post: Post): Promise<boolean> {
  if (post.type === "system_ephemeral") {
    change(removePost, post.id);
    return Promise.resolve(true);
  }
  return attempt(async () => {
    await sendDelete(post.id);
    change(markPostDeleted, post.id);
  });
}

export function togglePin(post: Post): Promise<boolean> {
  // Drawn at once, so the event that follows changes nothing any more: the header counts here.
  const draw = (to: Post, by: number) => change((state) => movePinnedCount(updatePost(state, to), post.channel_id, by));
  const by = post.is_pinned ? -1 : 1;
  draw({ ...post, is_pinned: !post.is_pinned }, by);
  return attempt(
    () => (post.is_pinned ? unpinPost(post.id) : pinPost(post.id)),
    () => draw(post, -by),
  );
}

export function toggleSaved(post: Post): Promise<boolean> {
  const state = getState();
  const wasSaved = isSavedPost(state, post.id);
  const mark = { user_id: state.users.meId, category: "flagged_post", name: post.id, value: "true" };
  change(wasSaved ? removePreferences : receivePreferences, [mark]);
  return attempt(
    () => (wasSaved ? deletePreferences(mark.user_id, [mark]) : savePreferences(mark.user_id, [mark])),
    () => change(wasSaved ? receivePreferences : removePreferences, [mark]),
  );
}

/** Makes everything from this post on unread; the channel stays so while it is on the screen. */
export function markUnreadFrom(post: Post, inThread: boolean): Promise<boolean> {
  if (inThread) {
    const state = getState();
    const teamId = state.channels.byId[post.channel_id]?.team_id ?? "";
    return attempt(() => setThreadUnread(teamId === "" ? state.teams.currentId : teamId, post.root_id || post.id, post.id));
  }
  change(holdUnread, post.channel_id);
  return attempt(() => setUnread(post.id));
}

export const copyLink = (post: Post) => copy(permalink(getState(), post));

export const copyText = (post: Post) => copy(post.message, t("posts.text_copied"));
