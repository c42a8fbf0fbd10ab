/** Notes on the desktop: which message gets one, and when it goes. */
import type { Post } from "@mattermost/types/posts";
import { iconUrl } from "@/client/server";
import { goToChannel, permalinkPath, go } from "@/app/paths";
import { t } from "@/i18n/t";
import { isAttentive } from "@/live/live";
import { loadChannel } from "@/load/channels";
import { channelName, unreadOf } from "@/state/channels";
import type { State } from "@/state/model";
import { isCollapsedThreads, preference } from "@/state/preferences";
import { currentTeam } from "@/state/teams";
import { change, getState } from "@/state/store";
import { openThread } from "@/state/ui";
import { isPushChosen } from "./pushChoice";
import { shouldNotify } from "./rules";

/** A message came: shows a note of it if the user wants one. */
export async function hear(post: Post, mentions: readonly string[] | undefined, followers: readonly string[] | undefined, sender: string, again = false): Promise<void> {
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
  if (!isLoud) return;
  const chosen = here?.desktop_notification_sound ?? mine?.desktop_notification_sound;
  import("./sound").then(({ playSound, soundOf }) => playSound(soundOf(chosen)), () => undefined);
}

/** The note in front of each place, a channel or a thread; it goes when that was read, here or elsewhere. */
const shown = new Map<string, Notification>();

function placeOf(state: State, post: Post): string {
  return post.root_id !== "" && isCollapsedThreads(state) ? post.root_id : post.channel_id;
}

/** Notes of channels that were read go. */
export function closeRead(): void {
  const state = getState();
  for (const [place, note] of shown) if (place in state.channels.mine && !unreadOf(state, place).isUnread) note.close();
}

/** Threads that were read need none either. */
export function closeReadThreads(): void {
  const { threads } = getState();
  for (const [place, note] of shown) if (threads.byId[place]?.unread_replies === 0) note.close();
}

export function close(place: string): void {
  shown.get(place)?.close();
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
    import("./calling").then(({ notify }) => notify(notice)).catch(() => undefined);
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

/** Where a note leads. */
export async function openPlace(channelId: string, postId: string, rootId: string): Promise<void> {
  if (!(channelId in getState().channels.byId)) await loadChannel(channelId).catch(() => undefined);
  const state = getState();
  const team = currentTeam(state);
  goToChannel(channelId);
  if (rootId !== "" && isCollapsedThreads(state)) change(openThread, rootId, postId);
  else if (team && !(postId in state.posts.byId)) go(permalinkPath(team.name, postId));
}
