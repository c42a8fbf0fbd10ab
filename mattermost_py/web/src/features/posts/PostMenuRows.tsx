import type { Post } from "@mattermost/types/posts";
import { Bell, BellOff, Bookmark, BookmarkX, Copy, Flame, FolderInput, Forward, History, Link, MailOpen, Pencil, Pin, PinOff, Trash2 } from "lucide-react";

import { toggleFollow } from "@/features/threads/threadActions";
import { t } from "@/i18n/t";
import { isCollapsedThreads, isSavedPost } from "@/state/preferences";
import { change, useApp, useAppShallow } from "@/state/store";
import { isFollowed } from "@/state/threads";
import { openDialog } from "@/state/ui";
import { MenuItem, MenuSeparator } from "@/ui/Menu";

import { type Place, startEditing } from "./editing";
import { allowedActions, copyLink, copyText, markUnreadFrom, togglePin, toggleSaved } from "./postActions";
import { POST_KEYS } from "./postKeys";
import { RemindMenu } from "./RemindMenu";

/** The menu of a post, loaded when it is first opened. */
export function PostMenuRows({ post, place }: { post: Post; place: Place }) {
  const allowed = useAppShallow((state) => allowedActions(state, post, Date.now()));
  const isSaved = useApp((state) => isSavedPost(state, post.id));
  const isFollowing = useApp((state) => isFollowed(state, post.id));
  const canFollow = useApp(isCollapsedThreads) && post.root_id === "" && allowed.reply;
  return (
    <>
      {allowed.markUnread ? (
        <MenuItem icon={<MailOpen size={16} />} hint={POST_KEYS.unread} onSelect={() => void markUnreadFrom(post, place === "thread")}>
          {t("posts.mark_unread")}
        </MenuItem>
      ) : null}
      {canFollow ? (
        <MenuItem icon={isFollowing ? <BellOff size={16} /> : <Bell size={16} />} onSelect={() => void toggleFollow(post.id)}>
          {t(isFollowing ? "threads.unfollow" : "threads.follow")}
        </MenuItem>
      ) : null}
      {allowed.save ? (
        <MenuItem icon={isSaved ? <BookmarkX size={16} /> : <Bookmark size={16} />} hint={POST_KEYS.save} onSelect={() => void toggleSaved(post)}>
          {t(isSaved ? "posts.unsave" : "posts.save")}
        </MenuItem>
      ) : null}
      {allowed.pin ? (
        <MenuItem icon={post.is_pinned ? <PinOff size={16} /> : <Pin size={16} />} hint={POST_KEYS.pin} onSelect={() => void togglePin(post)}>
          {t(post.is_pinned ? "posts.unpin" : "posts.pin")}
        </MenuItem>
      ) : null}
      {allowed.remind ? <RemindMenu postId={post.id} /> : null}
      {allowed.forward ? (
        <MenuItem icon={<Forward size={16} />} hint={POST_KEYS.forward} onSelect={() => change(openDialog, "forward", post.id)}>
          {t("posts.forward")}
        </MenuItem>
      ) : null}
      {allowed.move ? (
        <MenuItem icon={<FolderInput size={16} />} onSelect={() => change(openDialog, "move-thread", post.id)}>
          {t(post.root_id === "" ? "posts.move" : "posts.move_out")}
        </MenuItem>
      ) : null}
      {allowed.link ? (
        <MenuItem icon={<Link size={16} />} hint={POST_KEYS.link} onSelect={() => void copyLink(post)}>
          {t("posts.copy_link")}
        </MenuItem>
      ) : null}
      {allowed.text ? (
        <MenuItem icon={<Copy size={16} />} hint={POST_KEYS.text} onSelect={() => void copyText(post)}>
          {t("posts.copy_text")}
        </MenuItem>
      ) : null}
      {allowed.edit || allowed.remove || allowed.history || allowed.burn ? <MenuSeparator /> : null}
      {allowed.history ? (
        <MenuItem icon={<History size={16} />} onSelect={() => change(openDialog, "edit-history", post.id)}>
          {t("posts.edit_history")}
        </MenuItem>
      ) : null}
      {allowed.burn ? (
        <MenuItem icon={<Flame size={16} />} danger onSelect={() => change(openDialog, "burn-post", post.id)}>
          {t("posts.burn_now")}
        </MenuItem>
      ) : null}
      {allowed.edit ? (
        <MenuItem icon={<Pencil size={16} />} hint={POST_KEYS.edit} onSelect={() => startEditing(post.id, place)}>
          {t("common.edit")}
        </MenuItem>
      ) : null}
      {allowed.remove ? (
        <MenuItem icon={<Trash2 size={16} />} hint={POST_KEYS.remove} danger onSelect={() => change(openDialog, "deletePost", post.id)}>
          {t("common.delete")}
        </MenuItem>
      ) : null}
    </>
  );
}
