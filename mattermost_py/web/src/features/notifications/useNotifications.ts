/** What calls the user: a note on the desktop, a sound, the window's title and icon. */
import { useEffect } from "react";
import { siteName } from "@/features/login/site";
import { currentLocale } from "@/i18n/t";
import { onLive } from "@/live/live";
import { onLeave } from "@/load/leaving";
import { channelName, currentChannel } from "@/state/channels";
import { currentTeam } from "@/state/teams";
import { getState, useApp, useAppShallow } from "@/state/store";
import { afterPaint } from "@/ui/afterPaint";
import { totalUnread } from "@/state/unread";
import { useAttention } from "@/features/posts/useViewing";
import type * as Favicon from "./favicon";
import type * as Notes from "./notes";
import { isPushChosen } from "./pushChoice";

export function useNotifications(): void {
  useEffect(() => onLive("posted", ({ post, mentions, followers, sender_name: sender }) => void notesOnce().then((loaded) => loaded?.hear(post, mentions, followers, sender))), []);
  useEffect(() => onLive("persistent_notification_triggered", ({ post, sender_name: sender }) => void notesOnce().then((loaded) => loaded?.hear(post, [getState().users.meId], [], sender, true))), []);
  useEffect(() => onLive("multiple_channels_viewed", ({ channel_times: times }) => Object.keys(times).forEach(dismiss)), []);
  useEffect(() => onLive("thread_read_changed", ({ thread_id: id, unread_replies: unread }) => threadsRead(id, unread)), []);
  useTitle();
  useClosing();
  useWorker();
  useReading();
}

function useClosing(): void {
  const mine = useApp((state) => state.channels.mine);
  useEffect(() => notes?.closeRead(), [mine]);
}

/** Notes of the system outlive the page: their worker is started, and what leads back from them is opened here. */
function useWorker(): void {
  useEffect(() => {
    const start = () => void calling().then(({ startCalling }) => startCalling((...to) => void notesOnce().then((loaded) => loaded?.openPlace(...to))), () => undefined);
    const timer = setTimeout(start, START_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** Nothing of it is needed for the first screen. */
const calling = () => import("./calling");
const START_AFTER_MS = 3000;

onLeave(() => void calling().then(({ stopCalling }) => stopCalling(), () => undefined));

/** What is read in the window needs no note. */
function useReading(): void {
  const isLooking = useAttention();
  const channelId = useApp((state) => state.channels.currentId);
  const rootId = useApp((state) => (state.ui.aside.kind === "thread" ? state.ui.aside.rootId : ""));
  useEffect(() => {
    // Without a running worker there are no such notes.
    if (!isLooking || !("serviceWorker" in navigator) || navigator.serviceWorker.controller === null) return;
    const read = [channelId, rootId].filter((place) => place !== "");
    return afterPaint(() => {
      calling().then(({ dismissNotices }) => read.forEach((place) => void dismissNotices(place)), () => undefined);
    });
  }, [isLooking, channelId, rootId]);
}

let asked: Promise<typeof Notes | null> | null = null;
/** Without them there are no notes to close. */
let notes: typeof Notes | null = null;

/** Asked for with the first message that comes, not with the first screen; messages that wait for them keep their order. */
function notesOnce(): Promise<typeof Notes | null> {
  asked ??= import("./notes").then(
    (loaded) => (notes = loaded),
    () => (asked = null),
  );
  return asked;
}

/** The place was read: whatever tells of it goes, also what outlives the page. */
function dismiss(place: string): void {
  notes?.close(place);
  if (isPushChosen()) calling().then(({ dismissNotices }) => dismissNotices(place)).catch(() => undefined);
}

/** One thread changed, or all of them were read. */
function threadsRead(id: string | undefined, unread: number | undefined): void {
  if (id === undefined) notes?.closeReadThreads();
  else if (unread === 0) dismiss(id);
}

let marks: Promise<typeof Favicon> | null = null;

/** "(3) Design – Orchard": mentions first, a star for anything else unread. */
function useTitle(): void {
  const place = useApp((state) => {
    const channel = currentChannel(state);
    return channel ? channelName(state, channel) : "";
  });
  const team = useApp((state) => currentTeam(state)?.display_name ?? "");
  const site = useApp((state) => siteName(state.server.config));
  const { mentions, isUnread } = useAppShallow(totalUnread);
  useEffect(() => afterPaint(() => showTitle([place, team, site], mentions, isUnread)), [place, team, site, mentions, isUnread]);
}

function showTitle(parts: readonly string[], mentions: number, isUnread: boolean): void {
  const names = parts.filter((part, index) => part !== "" && parts.indexOf(part) === index);
  const mark = mentions > 0 ? `(${new Intl.NumberFormat(currentLocale()).format(mentions)}) ` : isUnread ? "• " : "";
  document.title = mark + names.join(" – ");
  if (mentions === 0 && !isUnread && marks === null) {
    // Nothing is marked in this window; a note that came while there was none may have left a number on the program.
    if ("clearAppBadge" in navigator) void navigator.clearAppBadge().catch(() => undefined);
    return;
  }
  marks ??= import("./favicon");
  marks.then(({ showMarks }) => showMarks(mentions, isUnread)).catch(() => (marks = null));
}
