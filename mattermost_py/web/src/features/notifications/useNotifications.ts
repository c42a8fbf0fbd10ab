/** What calls the user: a note on the desktop, a sound, the window's title and icon. */
import type { Post } from "@mattermost/types/posts";
import { useEffect } from "react";
import { goToChannel, permalinkPath, go } from "@/app/paths";
import { siteName } from "@/features/login/site";
import { currentLocale, t } from "@/i18n/t";
import { isAttentive, onLive } from "@/live/live";
import { loadChannel } from "@/load/channels";
import { channelName, currentChannel, unreadOf } from "@/state/channels";
import { isCollapsedThreads, preference } from "@/state/preferences";
import { currentTeam } from "@/state/teams";
import { change, getState, useApp, useAppShallow } from "@/state/store";
import { openThread } from "@/state/ui";
import { totalUnread } from "@/state/unread";
import { showFavicon } from "./favicon";
import { shouldNotify } from "./rules";
import { playSound, soundOf } from "./sound";

export function useNotifications(): void {
  useEffect(() => onLive("posted", ({ post, mentions, followers, sender_name: sender }) => void heard(post, mentions, followers, sender)), []);
  useEffect(() => onLive("persistent_notification_triggered", ({ post, sender_name: sender }) => void heard(post, [getState().users.meId], [], sender, true)), []);
  useTitle();
  useClosing();
}

function useClosing(): void {
  const mine = useApp((state) => state.channels.mine);
  useEffect(closeRead, [mine]);
}

async function heard(post: Post, mentions: readonly string[] | undefined, followers: readonly string[] | undefined, sender: string, again = false): Promise<void> {
  // The first message of somebody arrives before their channel is known.
  if (!(post.channel_id in getState().channels.mine)) await loadChannel(post.channel_id).catch(() => undefined);
  const state = getState();
  const meId = state.users.meId;
  const mentioned = mentions?.includes(meId) ?? false;
  const followed = followers?.includes(meId) ?? false;
  const inSight = isAttentive() && (state.channels.currentId === post.channel_id && (post.root_id === "" || !isCollapsedThreads(state)));
  const threadInSight = isAttentive() && state.ui.aside.kind === "thread" && state.ui.aside.rootId === post.root_id;
  if (inSight || threadInSight || !shouldNotify(state, post, { mentioned, followed })) return;
  show(post, sender, again);
  const mine = state.users.byId[meId]?.notify_props;
  const here = state.channels.mine[post.channel_id]?.notify_props;
  const isLoud = here?.desktop_sound === undefined || here.desktop_sound === "default" ? mine?.desktop_sound !== "false" : here.desktop_sound === "on";
  if (isLoud) playSound(soundOf(here?.desktop_notification_sound ?? mine?.desktop_notification_sound));
}

/** The note in front of each channel; it goes when the channel was read, here or elsewhere. */
const shown = new Map<string, Notification>();

function closeRead(): void {
  const state = getState();
  for (const [channelId, note] of shown) if (!unreadOf(state, channelId).isUnread) note.close();
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
  // Notes of one channel replace each other without a sound; what is said again must be seen again.
  const tag = again ? `${post.id}-${Date.now()}` : post.channel_id;
  const note = new Notification(title, { body: text, tag, icon: new URL("static/icon.svg", document.baseURI).href });
  shown.get(post.channel_id)?.close();
  shown.set(post.channel_id, note);
  note.onclose = () => shown.delete(post.channel_id);
  note.onclick = () => {
    window.focus();
    note.close();
    openPost(post);
  };
}

function openPost(post: Post): void {
  const state = getState();
  const team = currentTeam(state);
  goToChannel(post.channel_id);
  if (post.root_id !== "" && isCollapsedThreads(state)) change(openThread, post.root_id, post.id);
  else if (team && !(post.id in state.posts.byId)) go(permalinkPath(team.name, post.id));
}

/** "(3) Design – Orchard": mentions first, a star for anything else unread. */
function useTitle(): void {
  const place = useApp((state) => {
    const channel = currentChannel(state);
    return channel ? channelName(state, channel) : "";
  });
  const team = useApp((state) => currentTeam(state)?.display_name ?? "");
  const site = useApp((state) => siteName(state.server.config));
  const { mentions, isUnread } = useAppShallow(totalUnread);
  useEffect(() => {
    const names = [place, team, site].filter((part, index, all) => part !== "" && all.indexOf(part) === index);
    const mark = mentions > 0 ? `(${new Intl.NumberFormat(currentLocale()).format(mentions)}) ` : isUnread ? "• " : "";
    document.title = mark + names.join(" – ");
    showFavicon(mentions, isUnread);
  }, [place, team, site, mentions, isUnread]);
}
