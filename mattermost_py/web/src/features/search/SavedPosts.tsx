import { Bookmark } from "lucide-react";

import { savedPosts } from "@/client/posts";
import { keepPosts } from "@/load/posts";
import { t } from "@/i18n/t";
import { isSavedPost } from "@/state/preferences";
import { useApp, useAppShallow } from "@/state/store";

import { PostPane } from "./PostPane";
import { useFetchedPages } from "@/load/useFetched";

/** Posts the user saved, the last written first; one taken off the list leaves it at once. */
export function SavedPosts() {
  const resyncs = useApp((state) => state.connection.resyncs);
  const fetched = useFetchedPages(`saved:${resyncs}`, async (page) => {
    const list = await savedPosts(page);
    keepPosts(list, page > 0);
    return list.order;
  });
  const value = useAppShallow((state) => fetched.value?.filter((id) => isSavedPost(state, id) && state.posts.byId[id]?.state !== "DELETED") ?? null);
  return <PostPane found={{ ...fetched, value }} icon={<Bookmark size={26} />} emptyTitle={t("search.no_saved")} emptyText={t("search.no_saved_text")} onEnd={fetched.more} />;
}
