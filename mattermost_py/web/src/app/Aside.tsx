import { ArrowLeft, ExternalLink, Maximize2, Minimize2, X } from "lucide-react";
import { type ReactNode } from "react";
import { ChannelInfo } from "@/features/channels/ChannelInfo";
import { MembersPane } from "@/features/channels/MembersPane";
import { t, withWords } from "@/i18n/t";
import { channelName } from "@/state/channels";
import type { Aside as AsideContent } from "@/state/model";
import { change, useApp } from "@/state/store";
import { backAside, closeAside, setAsideExpanded } from "@/state/ui";
import { IconButton } from "@/ui/IconButton";
import { Skeleton } from "@/ui/Skeleton";
import { late, Later } from "@/ui/late";
import styles from "./Aside.module.css";
import { isPopout, popOut } from "./popouts";

const ThreadView = late(() => import("@/features/threads"), (module) => module.ThreadView);
const search = () => withWords(import("@/features/search"), "more");
const SearchResults = late(search, (module) => module.SearchResults);
const PinnedPosts = late(search, (module) => module.PinnedPosts);
const SavedPosts = late(search, (module) => module.SavedPosts);
const RecentMentions = late(search, (module) => module.RecentMentions);

/** The right-hand side: one thing at a time, with a way back and a way out. */
export default function Aside() {
  const aside = useApp((state) => state.ui.aside);
  const canGoBack = useApp((state) => state.ui.asideBack.length > 0);
  const expanded = useApp((state) => state.ui.asideExpanded);
  const place = useApp((state) => {
    const id = "channelId" in aside ? aside.channelId : aside.kind === "thread" ? (state.posts.byId[aside.rootId]?.channel_id ?? "") : "";
    const channel = state.channels.byId[id];
    return channel ? channelName(state, channel) : "";
  });
  if (aside.kind === "closed") return null;
  return (
    <aside className={styles.aside} data-region="aside" aria-label={t(`aside.${aside.kind}`)}>
      <header className={styles.header}>
        <span className={canGoBack ? undefined : styles.narrowOnly}>
          <IconButton label={t("common.back")} icon={<ArrowLeft size={18} />} onClick={() => change(backAside)} />
        </span>
        <div className={styles.titles}>
          <h2 className={styles.title}>{t(`aside.${aside.kind}`)}</h2>
          {place !== "" && <span className={styles.place}>{place}</span>}
        </div>
        {isPopout(aside) && (
          <span className={styles.wideOnly}>
            <IconButton label={t("aside.pop_out")} icon={<ExternalLink size={16} />} onClick={() => popOut(aside)} />
          </span>
        )}
        <span className={styles.wideOnly}>
          <IconButton
            label={t(expanded ? "aside.shrink" : "aside.expand")}
            icon={expanded ? <Minimize2 size={16} /> : <Maximize2 size={16} />}
            onClick={() => change(setAsideExpanded, !expanded)}
          />
        </span>
        <span className={styles.notNarrow}>
          <IconButton label={t("common.close")} icon={<X size={18} />} onClick={() => change(closeAside)} />
        </span>
      </header>
      <div className={styles.body}>
        <Later fallback={<Skeleton rows={4} avatar />}>{contentOf(aside)}</Later>
      </div>
    </aside>
  );
}

function contentOf(aside: AsideContent): ReactNode {
  switch (aside.kind) {
    case "thread":
      return <ThreadView key={aside.rootId} rootId={aside.rootId} />;
    case "search":
    case "files":
      return <SearchResults />;
    case "pinned":
      return <PinnedPosts key={aside.channelId} channelId={aside.channelId} />;
    case "saved":
      return <SavedPosts />;
    case "mentions":
      return <RecentMentions />;
    case "members":
      return <MembersPane key={aside.channelId} channelId={aside.channelId} />;
    case "info":
      return <ChannelInfo key={aside.channelId} channelId={aside.channelId} />;
    case "closed":
      return null;
  }
}
