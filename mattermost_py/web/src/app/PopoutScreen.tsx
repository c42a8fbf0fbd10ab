import { useEffect } from "react";
import { Route, Switch, useSearchParams } from "wouter";
import { ChannelBanner } from "@/features/channels/ChannelBanner";
import { ChannelHeader } from "@/features/channels/ChannelHeader";
import { FileViewer } from "@/features/files";
import { ChannelView } from "@/features/posts";
import { ProfilePopover } from "@/features/users";
import { usePresence } from "@/features/users/usePresence";
import { t, withWords } from "@/i18n/t";
import { sendView } from "@/live/live";
import { startForgetting } from "@/load/forgetting";
import { channelName, setCurrentChannel } from "@/state/channels";
import { change, useApp } from "@/state/store";
import { teamByName } from "@/state/teams";
import { search } from "@/state/ui";
import { Skeleton } from "@/ui/Skeleton";
import { late, Later } from "@/ui/late";
import { Dialogs } from "./Dialogs";
import NotFoundScreen from "./NotFoundScreen";
import { OfflineHint } from "./OfflineHint";
import { PaneHeader } from "./PaneHeader";
import styles from "./Shell.module.css";
import { useTeam } from "./TeamScreen";
import { Trouble } from "./Trouble";

const ThreadView = late(() => import("@/features/threads"), (module) => module.ThreadView);
const SearchResults = late(() => withWords(import("@/features/search"), "more"), (module) => module.SearchResults);

/** A window of its own with one thing in it, as alive as in the large one. */
export default function PopoutScreen({ teamName }: { teamName: string }) {
  const team = useApp((state) => teamByName(state, teamName));
  const isReady = useTeam(team?.id ?? "");
  usePresence();
  useEffect(startForgetting, []);
  if (team === undefined) return <NotFoundScreen />;
  if (!isReady) return null;
  return (
    <main className={styles.popout} id="messages" tabIndex={-1}>
      <OfflineHint />
      <Trouble>
        <Later fallback={<Skeleton rows={5} avatar />}>
          <Switch>
            <Route path="/_popout/:team/thread/:post">{({ post }) => <Thread rootId={post} />}</Route>
            <Route path="/_popout/:team/channel/:channel">{({ channel }) => <OneChannel channelId={channel} teamId={team.id} />}</Route>
            <Route path="/_popout/:team/search">
              <FoundHere />
            </Route>
            <Route component={NotFoundScreen} />
          </Switch>
        </Later>
      </Trouble>
      <ProfilePopover />
      <FileViewer />
      <Dialogs />
    </main>
  );
}

function useTitle(title: string): void {
  useEffect(() => {
    if (title !== "") document.title = title;
  }, [title]);
}

function Thread({ rootId }: { rootId: string }) {
  const where = useApp((state) => {
    const channel = state.channels.byId[state.posts.byId[rootId]?.channel_id ?? ""];
    return channel ? channelName(state, channel) : "";
  });
  useTitle(`${t("aside.thread")} – ${where}`);
  return (
    <>
      <PaneHeader title={`${t("aside.thread")}${where === "" ? "" : ` – ${where}`}`} />
      <ThreadView rootId={rootId} />
    </>
  );
}

function OneChannel({ channelId, teamId }: { channelId: string; teamId: string }) {
  const name = useApp((state) => {
    const channel = state.channels.byId[channelId];
    return channel && channelId in state.channels.mine ? channelName(state, channel) : "";
  });
  const isLoaded = useApp((state) => teamId in state.channels.loadedTeams);
  const isOnline = useApp((state) => state.connection.link === "online");
  useTitle(name);
  useEffect(() => {
    change(setCurrentChannel, channelId);
    if (isOnline) sendView({ channelId, teamId });
  }, [channelId, teamId, isOnline]);
  if (name === "") return isLoaded ? <NotFoundScreen /> : <Skeleton rows={5} avatar />;
  return (
    <>
      <ChannelHeader channelId={channelId} />
      <ChannelBanner channelId={channelId} />
      <ChannelView channelId={channelId} />
    </>
  );
}

function FoundHere() {
  const [params] = useSearchParams();
  const terms = params.get("q") ?? "";
  useTitle(terms);
  useEffect(() => change(search, terms, params.get("in") === "files", params.get("teams") === "all"), [terms, params]);
  return (
    <>
      <PaneHeader title={`${t("aside.search")}: ${terms}`} />
      <SearchResults />
    </>
  );
}
