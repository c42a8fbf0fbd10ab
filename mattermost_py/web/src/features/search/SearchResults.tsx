import type { PostSearchResults } from "@mattermost/types/posts";
import { FileSearch, Link2, SearchX, X } from "lucide-react";
import { useMemo, useState } from "react";

import { copy } from "@/app/copying";
import { searchQuery } from "@/app/popouts";
import { absolute } from "@/app/paths";
import { searchFiles, searchPosts } from "@/client/search";
import { extensionsOf } from "@/features/files/fileKinds";
import { keepPosts } from "@/load/posts";
import { t } from "@/i18n/t";
import { teammateId } from "@/state/channels";
import type { State } from "@/state/model";
import { change, useApp } from "@/state/store";
import { currentTeam, myTeams } from "@/state/teams";
import { search } from "@/state/ui";
import { Select } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { Tabs } from "@/ui/Tabs";

import { FileResults } from "./FileResults";
import { PostPane } from "./PostPane";
import { marksOf } from "./marks";
import { filtersOf, withoutFilter } from "./query";
import styles from "./search.module.css";
import { useFetchedPages } from "@/load/useFetched";

const FILE_KINDS = ["document", "sheet", "slides", "text", "image", "audio", "video"] as const;
type Kind = (typeof FILE_KINDS)[number];

/** What a search found, among messages or files, in this team or all of them; or the files of one channel. */
export function SearchResults() {
  const { terms, inFiles } = useApp((state) => state.ui.search);
  const channelTerms = useApp((state) => (state.ui.aside.kind === "files" ? termsOf(state, state.ui.aside.channelId) : ""));
  if (channelTerms !== "") return <FilesOf terms={channelTerms} />;
  if (terms.trim() === "") return <p className={styles.hint}>{t("search.hint")}</p>;
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <Tabs
          label={t("search.what")}
          value={inFiles ? "files" : "messages"}
          tabs={[
            { value: "messages", text: t("search.messages") },
            { value: "files", text: t("search.files") },
          ]}
          onChange={(value) => change(search, terms, value === "files")}
        />
        <TeamChoice />
        <ShareButton />
      </div>
      <Chips terms={terms} inFiles={inFiles} />
      {inFiles ? <FilesOf terms={terms} /> : <Messages terms={terms} />}
    </div>
  );
}

/** What finds a channel's files: its name, or the other person's. */
function termsOf(state: State, channelId: string): string {
  const channel = state.channels.byId[channelId];
  if (channel === undefined) return "";
  const mate = channel.type === "D" ? state.users.byId[teammateId(state, channel)] : undefined;
  return `in:${mate ? `@${mate.username}` : channel.name}`;
}

/** This team or all of them, for whoever is in several. */
function TeamChoice() {
  const { terms, inFiles, everywhere } = useApp((state) => state.ui.search);
  const team = useApp((state) => currentTeam(state)?.display_name ?? "");
  const isAlone = useApp((state) => myTeams(state).length < 2);
  if (isAlone) return null;
  return (
    <div className={styles.teams}>
      <Select label={t("search.where")} hideLabel value={everywhere ? "all" : "one"} onChange={(event) => change(search, terms, inFiles, event.currentTarget.value === "all")}>
        <option value="one">{team}</option>
        <option value="all">{t("search.all_teams")}</option>
      </Select>
    </div>
  );
}

function ShareButton() {
  const { terms, inFiles, everywhere } = useApp((state) => state.ui.search);
  const team = useApp((state) => currentTeam(state)?.name ?? "");
  const share = () => copy(absolute(`/${team}/search?${searchQuery(terms, inFiles, everywhere)}`));
  return <IconButton size="s" label={t("search.copy_link")} icon={<Link2 size={16} />} onClick={() => void share()} />;
}

/** The filters of a search, each to be taken off by a click. */
function Chips({ terms, inFiles }: { terms: string; inFiles: boolean }) {
  const filters = filtersOf(terms);
  if (filters.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={t("search.filters")}>
      {filters.map((filter) => (
        <li key={filter}>
          <button type="button" className={styles.chip} aria-label={t("search.drop_filter", { filter })} onClick={() => change(search, withoutFilter(terms, filter), inFiles)}>
            {filter}
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

function useWhere(): string {
  return useApp((state) => (state.ui.search.everywhere && state.ui.aside.kind !== "files" ? "" : state.teams.currentId));
}

function Messages({ terms }: { terms: string }) {
  const teamId = useWhere();
  const [matches, setMatches] = useState<PostSearchResults["matches"]>({});
  const found = useFetchedPages(`${teamId}:${terms}`, async (page) => {
    const list = await searchPosts({ teamId, terms, page });
    keepPosts(list, page > 0);
    setMatches((known) => (page === 0 ? list.matches : { ...known, ...list.matches }));
    return list.order;
  });
  const marks = useMemo(() => marksOf(terms, matches), [terms, matches]);
  return <PostPane found={found} icon={<SearchX size={26} />} emptyTitle={t("search.nothing")} emptyText={t("search.nothing_text")} marks={marks} onEnd={found.more} />;
}

/** Files with a choice of their kind. */
function FilesOf({ terms }: { terms: string }) {
  const [kind, setKind] = useState<Kind | "all">("all");
  const teamId = useWhere();
  const asked = kind === "all" ? terms : [terms, ...extensionsOf(kind).map((extension) => `ext:${extension}`)].join(" ");
  const found = useFetchedPages(`files:${teamId}:${asked}`, async (page) => {
    const hits = await searchFiles({ teamId, terms: asked, page });
    return (hits.order as string[] | null ?? []).flatMap((id) => hits.file_infos?.[id] ?? []);
  });
  return (
    <div className={styles.pane}>
      <div className={styles.kinds} role="group" aria-label={t("search.kinds")}>
        {(["all", ...FILE_KINDS] as const).map((one) => (
          <button key={one} type="button" className={styles.chip} aria-pressed={one === kind} onClick={() => setKind(one)}>
            {t(`search.kind.${one}`)}
          </button>
        ))}
      </div>
      <FileResults found={found} icon={<FileSearch size={26} />} />
    </div>
  );
}
