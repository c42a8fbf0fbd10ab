import { DoorClosed } from "lucide-react";
import { useEffect } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { ChannelScreen } from "@/features/channels/ChannelScreen";
import { rememberPath, rememberedPath } from "@/load/remembered";
import { change, useApp } from "@/state/store";
import { setPane } from "@/state/ui";
import { afterPaint } from "@/ui/afterPaint";
import { Empty } from "@/ui/Empty";
import { Skeleton } from "@/ui/Skeleton";
import { late, Later } from "@/ui/late";
import { defaultPath } from "./paths";
import { PaneHeader } from "./PaneHeader";
import { Trouble } from "./Trouble";
import { t, withWords } from "@/i18n/t";

const ThreadsInbox = late(() => import("@/features/threads"), (module) => module.ThreadsInbox);
const DraftsView = late(() => import("@/features/drafts"), (module) => module.DraftsView);
const UnreadsInbox = late(() => withWords(import("@/features/inbox/UnreadsInbox"), "more"));
const SearchScreen = late(() => import("@/features/search/SearchScreen"));
const PermalinkScreen = late(() => import("@/features/channels/PermalinkScreen"));
const NotFoundScreen = late(() => import("./NotFoundScreen"));

interface Props {
  teamId: string;
  teamName: string;
  onBack: () => void;
}

/** What the address says about the middle of the screen. */
export function Center({ teamId, teamName, onBack }: Props) {
  const [path] = useLocation();
  useEffect(() => {
    change(setPane, "middle");
    if (/^\/[^/]+\/(channels|messages|threads|drafts|unreads)/.test(path)) return afterPaint(() => rememberPath(teamId, path));
  }, [path, teamId]);
  return (
    <Trouble place={path}>
      <Later fallback={<Skeleton rows={6} avatar />}>
        <Switch>
          <Route path="/:team">
            <Start teamId={teamId} teamName={teamName} onBack={onBack} />
          </Route>
          <Route path="/:team/channels/:name">
            {({ name }) => <ChannelScreen teamId={teamId} teamName={teamName} name={name} kind="channels" onBack={onBack} />}
          </Route>
          <Route path="/:team/messages/:name">
            {({ name }) => <ChannelScreen teamId={teamId} teamName={teamName} name={decodeURIComponent(name)} kind="messages" onBack={onBack} />}
          </Route>
          <Route path="/:team/pl/:post">{({ post }) => <PermalinkScreen postId={post} key={post} />}</Route>
          <Route path="/:team/threads/:thread?">
            {({ thread }) => (
              <>
                <PaneHeader title={t("sidebar.threads")} onBack={onBack} />
                <ThreadsInbox threadId={thread} />
              </>
            )}
          </Route>
          <Route path="/:team/unreads">
            <PaneHeader title={t("sidebar.inbox")} onBack={onBack} />
            <UnreadsInbox />
          </Route>
          <Route path="/:team/search">
            <SearchScreen path={startOf(teamId, teamName)} />
          </Route>
          <Route path="/:team/drafts">
            <PaneHeader title={t("drafts.title")} onBack={onBack} />
            <DraftsView />
          </Route>
          <Route component={NotFoundScreen} />
        </Switch>
      </Later>
    </Trouble>
  );
}

/** To where one was last, or to the first channel; a guest may have none. */
function Start({ teamId, teamName, onBack }: Props) {
  const loaded = useApp((state) => teamId in state.channels.loadedTeams);
  const to = startOf(teamId, teamName);
  if (to !== `/${teamName}`) return <Redirect to={to} replace />;
  if (!loaded) return <Skeleton rows={6} avatar />;
  return (
    <>
      <PaneHeader title="" onBack={onBack} />
      <Empty icon={<DoorClosed size={24} />} title={t("app.no_channel_title")}>
        {t("app.no_channel_text")}
      </Empty>
    </>
  );
}

function startOf(teamId: string, teamName: string): string {
  const last = rememberedPath(teamId);
  return last !== null && last.startsWith(`/${teamName}/`) ? last : defaultPath(teamName);
}
