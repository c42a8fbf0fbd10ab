/** What calls the user: a note on the desktop, a sound, the window's title and icon. */
import type { Post } from "@mattermost/types/posts";
import { useEffect } from "react";
import { iconUrl } from "@/client/server";
import { goToChannel, permalinkPath, go } from "@/app/paths";
import { siteName } from "@/features/login/site";
import { currentLocale, t } from "@/i18n/t";
import { isAttentive, onLive } from "@/live/live";
import { loadChannel } from "@/load/channels";
import { onLeave } from "@/load/leaving";
import { channelName, currentChannel, unreadOf } from "@/state/channels";
import type { State } from "@/state/model";
import { isCollapsedThreads, preference } from "@/state/preferences";
import { currentTeam } from "@/state/teams";
import { change, getState, useApp, useAppShallow } from "@/state/store";
import { afterPaint } from "@/ui/afterPaint";
import { openThread } from "@/state/ui";
import { totalUnread } from "@/state/unread";
import { useAttention } from "@/features/posts/useViewing";
import type * as Favicon from "./favicon";
import type * as Rules from "./rules";
import { isPushChosen } from "./pushChoice";

export function useNotifications(): void {
  useEffect(() => onLive("posted", ({ post, mentions, followers, sender_name: sender }) => void heard(post, mentions, followers, sender)), []);
  useEffect(() => onLive("persistent_notification_triggered", ({ post, sender_name: sender }) => void heard(post, [getState().users.meId], [], sender, true)), []);
  useEffect(() => onLive("multiple_channels_viewed", ({ channel_times: times }) => Object.keys(times).forEach(dismiss)), []);
  useEffect(() => onLive("thread_read_changed", ({ thread_id: id, unread_replies: unread }) => threadsRead(id, unread)), []);
  useTitle();
  useClosing();
  useWorker();
  useReading();
}

function useClosing(): void {
  const mine = useApp((state) => state.channels.mine);
  useEffect(closeRead, [mine]);
}

/** Notes of the system outlive the page: their worker is started, and what leads back from them is opened here. */
function useWorker(): void {
  useEffect(() => {
    const start = () => void calling().then(({ startCalling }) => startCalling((...to) => void openPlace(...to)), () => undefined);
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

let rulesAsked: Promise<typeof Rules | null> | null = null;

/** Asked for with the first message that comes, not with the first screen; messages that wait for them keep their order. */
function rulesOnce(): Promise<typeof Rules | null> {
  rulesAsked ??= import("./rules").catch(() => (rulesAsked = null));
  return rulesAsked;
}

async function heard(post: Post, mentions: readonly string[] | undefined, followers: readonly string[] | undefined, sender: string, again = false): Promise<void> {
  // The first message of somebody arrives before their channel is known.
  if (!(post.channel_id in getState().channels.mine)) await loadChannel(post.channel_id).catch(() => undefined);
  const rules = await rulesOnce();
  if (rules === null) return;
  const state = getState();
  const meId = state.users.meId;
  const mentioned = mentions?.includes(meId) ?? false;
  const followed = followers?.includes(meId) ?? false;
  const inSight = isAttentive() && (state.channels.currentId === post.channel_id && (post.root_id === "" || !isCollapsedThreads(state)));
  const threadInSight = isAttentive() && state.ui.aside.kind === "thread" && state.ui.aside.rootId === post.root_id;
  if (inSight || threadInSight || !rules.shouldNotify(state, post, { mentioned, followed })) return;
  show(post, sender, again);
  const mine = state.users.byId[meId]?.notify_props;
  const here = state.channels.mine[post.channel_id]?.notify_props;
  const isLoud = here?.desktop_sound === undefined || here.desktop_sound === "default" ? mine?.desktop_sound !== "false" : here.desktop_sound === "on";
  if (!isLoud) return;
  const chosen = here?.desktop_notification_sound ?? mine?.desktop_notification_sound;
  import("./sound").then(({ playSound, soundOf }) => playSound(soundOf(chosen)), () => undefined);
}

/** The note in front of each place, a channel or a thread; it goes when that was read, here or elsewhere. */
const shown = new Map<string, Notification>();

function placeOf(state: State, post: Post): string {
  return post.root_id !== "" && isCollapsedThreads(state) ? post.root_id : post.channel_id;
}

function closeRead(): void {
  const state = getState();
  for (const [place, note] of shown) if (place in state.channels.mine && !unreadOf(state, place).isUnread) note.close();
}

/** One thread changed, or all of them were read. */
function threadsRead(id: string | undefined, unread: number | undefined): void {
  const { threads } = getState();
  if (id === undefined) for (const [place, note] of shown) if (threads.byId[place]?.unread_replies === 0) note.close();
  if (id !== undefined && unread === 0) dismiss(id);
}

/** The place was read: whatever tells of it goes, also what outlives the page. */
function dismiss(place: string): void {
  shown.get(place)?.close();
  if (isPushChosen()) calling().then(({ dismissNotices }) => dismissNotices(place)).catch(() => undefined);
}

function show(post: Post, sender: string, again: boolean): void {
  // Safari on phones has no such thing.
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const state = getState();
  const channel = state.channels.byId[post.channel_id];
  const place = channel === undefined || channel.type === "D" ? "" : channelName(state, channel);
  const title = place === "" ? sender : t("notifications.in_channel", { sender, channel: place });
  const isOpen = preference(state, "notifications", "mmpy_show_text", "true") === "true";
  const text = !isOpen ? t("notifications.message") : post.message === "" ? t("notifications.file") : post.message.slice(0, 240);
  if (isPushChosen() && !again) {
    // The push service tells of the same post: both are one note.
    const notice = { place: placeOf(state, post), channelId: post.channel_id, postId: post.id, rootId: post.root_id, title, body: text };
    calling().then(({ notify }) => notify(notice)).catch(() => undefined);
    return;
  }
  // Notes of one place replace each other without a sound; what is said again must be seen again.
  const at = placeOf(state, post);
  const tag = again ? `${post.id}-${Date.now()}` : at;
  const note = new Notification(title, { body: text, tag, icon: iconUrl(getState().server.config["BrandIcon"] ?? "", 192) });
  shown.get(at)?.close();
  shown.set(at, note);
  note.onclose = () => {
    // The one it replaced tells of its end later.
    if (shown.get(at) === note) shown.delete(at);
  };
  note.onclick = () => {
    window.focus();
    note.close();
    void openPlace(post.channel_id, post.id, post.root_id);
  };
}

async function openPlace(channelId: string, postId: string, rootId: string): Promise<void> {
  if (!(channelId in getState().channels.byId)) await loadChannel(channelId).catch(() => undefined);
  const state = getState();
  const team = currentTeam(state);
  goToChannel(channelId);
  if (rootId !== "" && isCollapsedThreads(state)) change(openThread, rootId, postId);
  else if (team && !(postId in state.posts.byId)) go(permalinkPath(team.name, postId));
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
