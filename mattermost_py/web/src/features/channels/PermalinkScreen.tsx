import { FileQuestion } from "lucide-react";
import { useEffect, useState } from "react";
import { channelPath, go } from "@/app/paths";
import { addChannelMember, channel as fetchChannel } from "@/client/channels";
import { postById } from "@/client/posts";
import { t } from "@/i18n/t";
import { loadChannel } from "@/load/channels";
import { storePosts } from "@/state/posts";
import { isCollapsedThreads } from "@/state/preferences";
import { change, getState } from "@/state/store";
import { focusPost, openThread } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Skeleton } from "@/ui/Skeleton";

/** A link to one post: on to its channel, with the post in sight. */
export default function PermalinkScreen({ postId }: { postId: string }) {
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let alive = true;
    showPost(postId, () => alive).catch(() => alive && setMissing(true));
    return () => {
      alive = false;
    };
  }, [postId]);
  if (!missing) return <Skeleton rows={6} avatar />;
  return (
    <Empty
      icon={<FileQuestion size={24} />}
      title={t("app.post_missing_title")}
      action={
        <Button tone="primary" onClick={() => go("/", { replace: true })}>
          {t("app.go_home")}
        </Button>
      }
    >
      {t("app.post_missing_text")}
    </Empty>
  );
}

async function showPost(postId: string, isWanted: () => boolean): Promise<void> {
  const post = getState().posts.byId[postId] ?? (await postById(postId));
  if (!(post.channel_id in getState().channels.mine)) await joinIfPublic(post.channel_id);
  const state = getState();
  const channel = state.channels.byId[post.channel_id];
  const team = state.teams.byId[channel?.team_id || state.teams.currentId];
  if (channel === undefined || team === undefined) throw new Error("The post's channel is not known.");
  if (!isWanted()) return;
  const inThread = post.root_id !== "" && isCollapsedThreads(state);
  change((before) => {
    const focused = focusPost(storePosts(before, [post]), channel.id, inThread ? post.root_id : post.id);
    return inThread ? openThread(focused, post.root_id, post.id) : focused;
  });
  go(channelPath(getState(), team.name, channel), { replace: true });
}

async function joinIfPublic(channelId: string): Promise<void> {
  const channel = await fetchChannel(channelId);
  if (channel.type === "O") await addChannelMember(channelId, getState().users.meId);
  await loadChannel(channelId);
}
