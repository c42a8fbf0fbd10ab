import { AtSign } from "lucide-react";
import { useMemo } from "react";

import { searchAnyWord } from "@/client/search";
import { keepPosts } from "@/load/posts";
import { mentionKeysOf } from "@/features/posts/mentionKeys";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { useApp } from "@/state/store";
import { me } from "@/state/users";

import { PostPane } from "./PostPane";
import { marksOf } from "./marks";
import { useFetchedPages } from "@/load/useFetched";

/** The words that call a person, as a search for any of them. */
export function mentionTerms(user: User | undefined): string {
  const keys = mentionKeysOf(user);
  const names = [...keys.set].filter((key) => !["@all", "@channel", "@here"].includes(key));
  const props: Partial<User["notify_props"]> | undefined = user?.notify_props;
  const words = (props?.mention_keys ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "");
  return [...new Set([...names, ...words])].map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ");
}

/** Posts that mention the user, in any channel of the team. */
export function RecentMentions() {
  const user = useApp(me);
  const teamId = useApp((state) => state.teams.currentId);
  const resyncs = useApp((state) => state.connection.resyncs);
  const terms = mentionTerms(user);
  const found = useFetchedPages(`${teamId}:${terms}:${resyncs}`, async (page) => {
    const list = await searchAnyWord({ teamId, terms, page });
    keepPosts(list, page > 0);
    return list.order.filter((id) => list.posts[id]?.user_id !== user?.id);
  });
  const marks = useMemo(() => marksOf(terms, {}), [terms]);
  return <PostPane found={found} icon={<AtSign size={26} />} emptyTitle={t("search.no_mentions")} emptyText={t("search.no_mentions_text")} marks={marks} onEnd={found.more} />;
}
