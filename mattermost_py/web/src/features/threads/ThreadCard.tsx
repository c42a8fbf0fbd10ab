import { MessagesSquare } from "lucide-react";
import { pictureUrl } from "@/client/users";
import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { agoText, clockOf } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { channelName } from "@/state/channels";
import { useApp, useAppShallow } from "@/state/store";
import { displayName, nameFormat, nameOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Badge } from "@/ui/Badge";
import { Card, CardPlace, CardTime } from "@/ui/Card";
import { classes } from "@/ui/classes";

import { participantIds } from "./participants";
import styles from "./ThreadCard.module.css";

interface Props {
  threadId: string;
  isOpen: boolean;
  /** Among conversations a thread has a sign where they have a picture. */
  isAmongOthers?: boolean;
  onOpen: () => void;
}

/** One thread of the inbox: who began it, where, its first words, what is new. */
export function ThreadCard({ threadId, isOpen, isAmongOthers = false, onOpen }: Props) {
  const thread = useApp((state) => state.threads.byId[threadId]);
  const post = useApp((state) => state.posts.byId[threadId]);
  const channel = useApp((state) => state.channels.byId[post?.channel_id ?? ""]);
  const where = useApp((state) => (channel ? channelName(state, channel) : ""));
  const author = useApp((state) => nameOf(state, post?.user_id ?? "") || t("common.someone"));
  const faces = useAppShallow((state) => participantIds(state, threadId).slice(-4).flatMap((id) => state.users.byId[id] ?? []));
  const clock = useApp(clockOf);
  const format = useApp(nameFormat);
  if (!thread || !post) return null;
  const isUnread = thread.unread_replies > 0;
  return (
    <Card label={t("threads.open", { author, channel: where })} isCurrent={isOpen} className={classes(isUnread && styles.unread, isAmongOthers && styles.amongOthers)} onOpen={onOpen}>
      <div className={styles.top}>
        {isAmongOthers ? (
          <span className={styles.sign}>
            <MessagesSquare size={15} aria-hidden />
          </span>
        ) : null}
        <span className={styles.author}>{author}</span>
        <CardPlace>{where}</CardPlace>
        <CardTime>{agoText(thread.last_reply_at, Date.now(), clock)}</CardTime>
      </div>
      <div className={styles.text}>{post.state === "DELETED" ? t("posts.deleted") : post.message === "" ? t("threads.files_only") : <PostMarkdown text={post.message.slice(0, 300)} post={post} isInline />}</div>
      <div className={styles.bottom}>
        <span className={styles.faces}>
          {faces.map((user) => (
            <Avatar key={user.id} src={pictureUrl(user)} name={displayName(user, format)} size={20} />
          ))}
        </span>
        <span className={styles.count}>{isUnread ? t("threads.new_replies", { count: thread.unread_replies }) : t("threads.replies", { count: thread.reply_count })}</span>
        <Badge count={thread.unread_mentions} label={t("threads.mentions", { count: thread.unread_mentions })} />
      </div>
    </Card>
  );
}
