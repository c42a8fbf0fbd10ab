import { Pin } from "lucide-react";
import { useMemo } from "react";

import { pinnedPosts } from "@/client/posts";
import { keepPosts } from "@/load/posts";
import { t } from "@/i18n/t";
import { useApp, useAppShallow } from "@/state/store";

import { PostPane } from "./PostPane";
import { useFetched } from "@/load/useFetched";

/** Pinned posts of a channel; follows pins made while it is open. */
export function PinnedPosts({ channelId }: { channelId: string }) {
  const resyncs = useApp((state) => state.connection.resyncs);
  const fetched = useFetched(`pinned:${channelId}:${resyncs}`, async () => {
    const list = await pinnedPosts(channelId);
    keepPosts(list);
    return list.order;
  });
  const live = useAppShallow((state) => Object.values(state.posts.byId).flatMap((post) => (post.channel_id === channelId && post.is_pinned && post.state !== "DELETED" ? post.id : [])));
  const createdAt = useApp((state) => state.posts.byId);
  const value = useMemo(() => (fetched.value === null ? null : [...live].sort((a, b) => (createdAt[b]?.create_at ?? 0) - (createdAt[a]?.create_at ?? 0))), [fetched.value, live, createdAt]);
  return <PostPane found={{ ...fetched, value }} icon={<Pin size={26} />} emptyTitle={t("search.no_pins")} emptyText={t("search.no_pins_text")} hidesChannel />;
}
