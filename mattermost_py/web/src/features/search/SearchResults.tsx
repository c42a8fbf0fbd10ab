import { FileSearch, SearchX } from "lucide-react";
import { useMemo } from "react";

import { searchFiles, searchPosts } from "@/client/search";
import { keepPosts } from "@/features/posts/loading";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { search } from "@/state/ui";

import { FileResults } from "./FileResults";
import { PostPane } from "./PostPane";
import { wordPattern, wordsOf } from "./query";
import styles from "./search.module.css";
import { useFetched } from "./useFetched";

/** What a search found, among messages or files. */
export function SearchResults() {
  const { terms, inFiles } = useApp((state) => state.ui.search);
  const asideFiles = useApp((state) => (state.ui.aside.kind === "files" ? state.ui.aside.channelId : ""));
  const channel = useApp((state) => state.channels.byId[asideFiles]?.name ?? "");
  if (asideFiles !== "") return <Files terms={`in:${channel} ext:*`} />;
  if (terms.trim() === "") return <p className={styles.hint}>{t("search.hint")}</p>;
  return (
    <div className={styles.pane}>
      <div role="tablist" aria-label={t("search.what")} className={styles.tabs}>
        <Tab isOn={!inFiles} onSelect={() => change(search, terms, false)} text={t("search.messages")} />
        <Tab isOn={inFiles} onSelect={() => change(search, terms, true)} text={t("search.files")} />
      </div>
      {inFiles ? <Files terms={terms} /> : <Messages terms={terms} />}
    </div>
  );
}

function Tab({ isOn, onSelect, text }: { isOn: boolean; onSelect: () => void; text: string }) {
  return (
    <button type="button" role="tab" aria-selected={isOn} className={styles.tab} onClick={onSelect}>
      {text}
    </button>
  );
}

function Messages({ terms }: { terms: string }) {
  const teamId = useApp((state) => state.teams.currentId);
  const marked = useMemo(() => wordPattern(wordsOf(terms)), [terms]);
  const found = useFetched(`${teamId}:${terms}`, async () => {
    const list = await searchPosts({ teamId, terms, page: 0 });
    keepPosts(list);
    return list.order;
  });
  return <PostPane found={found} icon={<SearchX size={26} />} emptyTitle={t("search.nothing")} emptyText={t("search.nothing_text")} marked={marked} />;
}

function Files({ terms }: { terms: string }) {
  const teamId = useApp((state) => state.teams.currentId);
  const found = useFetched(`files:${teamId}:${terms}`, async () => {
    const hits = await searchFiles({ teamId, terms, page: 0 });
    return (hits.order as string[] | null ?? []).flatMap((id) => hits.file_infos?.[id] ?? []);
  });
  return <FileResults found={found} icon={<FileSearch size={26} />} />;
}
