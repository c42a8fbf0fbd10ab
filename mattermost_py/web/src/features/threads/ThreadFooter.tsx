import { MessageSquare } from "lucide-react";
import { useEffect } from "react";

import { pictureUrl } from "@/client/users";
import { agoText, clockOf } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { needUsers } from "@/load/users";
import { isCollapsedThreads } from "@/state/preferences";
import { change, useApp, useAppShallow } from "@/state/store";
import { isFollowed } from "@/state/threads";
import { openThread } from "@/state/ui";
import { displayName, nameFormat } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { classes } from "@/ui/classes";

import styles from "./ThreadFooter.module.css";
import { participantIds } from "./participants";
import { toggleFollow } from "./threadActions";

const MOST_FACES = 3;

/** Below a root post: who answered, how often, when last, and whether one follows. */
export function ThreadFooter({ postId }: { postId: string }) {
  const post = useApp((state) => state.posts.byId[postId]);
  const isCollapsed = useApp(isCollapsedThreads);
  const unread = useApp((state) => state.threads.byId[postId]?.unread_replies ?? 0);
  const ids = useAppShallow((state) => participantIds(state, postId).slice(-MOST_FACES));
  const faces = useAppShallow((state) => ids.flatMap((id) => state.users.byId[id] ?? []));
  const isFollowing = useApp((state) => isFollowed(state, postId));
  const clock = useApp(clockOf);
  const format = useApp(nameFormat);

  useEffect(() => needUsers(ids), [ids]);

  if (!post || post.reply_count === 0 || !isCollapsed) return null;
  return (
    <div className={styles.footer}>
      <button type="button" className={classes(styles.open, unread > 0 && styles.unread)} onClick={() => change(openThread, postId)}>
        <span className={styles.faces}>
          {faces.length > 0 ? faces.map((user) => <Avatar key={user.id} src={pictureUrl(user)} name={displayName(user, format)} size={20} />) : <MessageSquare size={15} aria-hidden />}
        </span>
        <span className={styles.count}>{t("threads.replies", { count: post.reply_count })}</span>
        {unread > 0 ? <span className={styles.dot} aria-label={t("threads.unread_count", { count: unread })} role="img" /> : null}
        {post.last_reply_at ? <span className={styles.when}>{t("threads.last_reply", { ago: agoText(post.last_reply_at, Date.now(), clock) })}</span> : null}
      </button>
      <button type="button" className={styles.follow} aria-pressed={isFollowing} onClick={() => void toggleFollow(postId)}>
        {t(isFollowing ? "threads.following" : "threads.follow")}
      </button>
    </div>
  );
}
