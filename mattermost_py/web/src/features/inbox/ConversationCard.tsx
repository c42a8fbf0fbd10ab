import { Check, Globe, Lock, Users } from "lucide-react";
import { type KeyboardEvent, useEffect } from "react";
import { goToChannel } from "@/app/paths";
import { pictureUrl } from "@/client/users";
import { markRead } from "@/features/channels/actions";
import { noteSeen } from "@/load/forgetting";
import { openChannel } from "@/load/posts";
import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { isSystemPost } from "@/features/posts/systemPosts";
import { agoText, clockOf } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { channelName, otherOf, unreadOf } from "@/state/channels";
import type { Channel, State } from "@/state/model";
import { useApp, useAppShallow } from "@/state/store";
import { nameOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Badge } from "@/ui/Badge";
import { Card, CardPlace, CardTime } from "@/ui/Card";
import { IconButton } from "@/ui/IconButton";
import { classes } from "@/ui/classes";
import styles from "./UnreadsInbox.module.css";

const SHOWN = 3;

/** A conversation with the first of what is unread in it. */
export function ConversationCard({ channelId }: { channelId: string }) {
  const channel = useApp((state) => state.channels.byId[channelId]);
  const name = useApp((state) => (channel ? channelName(state, channel) : ""));
  const team = useApp((state) => (channel && channel.team_id !== state.teams.currentId ? (state.teams.byId[channel.team_id]?.display_name ?? "") : ""));
  const unread = useAppShallow((state) => unreadOf(state, channelId));
  const posts = useAppShallow((state) => firstUnread(state, channelId));
  const clock = useApp(clockOf);
  // Looking at the list reads nothing: the posts are only brought here.
  useEffect(() => {
    noteSeen(channelId);
    openChannel(channelId).catch(() => undefined);
  }, [channelId]);
  if (!channel) return null;

  function onKey(event: KeyboardEvent) {
    if (event.key.toLowerCase() !== "r" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void markRead([channelId]);
  }
  const more = unread.messages - posts.length;
  return (
    <Card label={t("inbox.open", { name, count: unread.messages })} className={classes(!unread.isUnread && styles.done)} onOpen={() => goToChannel(channelId)} onKeyDown={onKey}>
      <div className={styles.top}>
        <Picture channel={channel} name={name} />
        <span className={styles.name}>{name}</span>
        {team === "" ? null : <CardPlace>{team}</CardPlace>}
        <Badge count={unread.mentions} label={t("sidebar.mentions", { count: unread.mentions })} />
        <CardTime>{agoText(channel.last_post_at, Date.now(), clock)}</CardTime>
        {unread.isUnread ? <IconButton size="s" label={t("inbox.read", { name })} keys="R" icon={<Check size={16} />} onClick={() => void markRead([channelId])} /> : null}
      </div>
      {unread.isUnread ? (
        <div className={styles.posts}>
          {posts.map((post) => (
            <Line key={post.id} postId={post.id} />
          ))}
          {more > 0 && posts.length > 0 ? <p className={styles.more}>{t("inbox.more", { count: more })}</p> : null}
        </div>
      ) : (
        <p className={styles.more}>{t("inbox.done")}</p>
      )}
    </Card>
  );
}

function Line({ postId }: { postId: string }) {
  const post = useApp((state) => state.posts.byId[postId]);
  const author = useApp((state) => nameOf(state, post?.user_id ?? "") || t("common.someone"));
  if (!post) return null;
  return (
    <p className={styles.line}>
      <span className={styles.author}>{author}</span>{" "}
      {post.message === "" ? t("threads.files_only") : <PostMarkdown text={post.message.slice(0, 240)} post={post} isInline />}
    </p>
  );
}

function Picture({ channel, name }: { channel: Channel; name: string }) {
  const user = useApp((state) => (channel.type === "D" ? state.users.byId[otherOf(channel, state.users.meId)] : undefined));
  if (user) return <Avatar src={pictureUrl(user)} name={name} size={24} />;
  const Icon = channel.type === "P" ? Lock : channel.type === "G" ? Users : Globe;
  return (
    <span className={styles.icon}>
      <Icon size={15} aria-hidden />
    </span>
  );
}

function firstUnread(state: State, channelId: string): { id: string }[] {
  const since = state.channels.mine[channelId]?.last_viewed_at ?? 0;
  const ids = state.posts.blocks[channelId]?.[0]?.ids ?? [];
  return ids
    .flatMap((id) => state.posts.byId[id] ?? [])
    .filter((post) => post.create_at > since && post.user_id !== state.users.meId && post.state !== "DELETED" && !isSystemPost(post))
    .slice(-SHOWN)
    .reverse()
    .map((post) => state.posts.byId[post.id] ?? post);
}
