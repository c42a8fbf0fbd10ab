/** The app's one socket: started at sign-in, ended at sign-out; also what is said over it. */
import { basePath, onAnswer, setConnectionId } from "@/client/http";
import { me as fetchMe } from "@/client/users";
import { onLeave } from "@/load/leaving";
import { distrustPosts } from "@/state/posts";
import { noteResync, setConnection } from "@/state/server";
import { change, getState } from "@/state/store";
import { fadeTyping } from "@/state/typing";
import { dispatch, onLive } from "./dispatch";
import { LiveSocket } from "./socket";

export { onLive } from "./dispatch";
export { receiveOwnPost } from "./handlers/posts";
export { isAttentive } from "./attention";

let socket: LiveSocket | null = null;
let stop: (() => void) | null = null;

function socketUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}${basePath}/api/v4/websocket`;
}

/**
 * Opens the line; `onLost` is called when events were missed and everything shown must be fetched again: with
 * `isStale` as soon as the line is there, since what is shown is from an earlier time.
 */
export function startLive(onLost: () => void, isStale = false): void {
  if (socket !== null) return;
  let stale = isStale;
  const line = new LiveSocket(socketUrl(), {
    onEvent: dispatch,
    onOnline(connectionId, lost) {
      setConnectionId(connectionId);
      change(setConnection, { link: "online", connectionId });
      if (!lost && !stale) return;
      stale = false;
      change((state) => noteResync(distrustPosts(state)));
      onLost();
    },
    onOffline(failures) {
      change(setConnection, { link: "offline" });
      // A refused line looks like a lost one; asking over HTTP tells an ended session apart.
      if (failures % 3 === 0) fetchMe().catch(() => undefined);
    },
  });
  socket = line;
  stop = watchBrowser(line);
  line.connect();
}

export function stopLive(): void {
  stop?.();
  stop = null;
  socket?.close();
  socket = null;
  setConnectionId("");
}

function watchBrowser(line: LiveSocket): () => void {
  const wake = () => document.visibilityState === "visible" && line.probe();
  const hurry = () => line.hurry();
  const doubt = () => line.probe();
  const unheard = onAnswer(() => line.hope());
  window.addEventListener("online", hurry);
  window.addEventListener("focus", hurry);
  window.addEventListener("offline", doubt);
  document.addEventListener("visibilitychange", wake);
  const fading = window.setInterval(() => change(fadeTyping, Date.now()), 1000);
  return () => {
    unheard();
    window.removeEventListener("online", hurry);
    window.removeEventListener("focus", hurry);
    window.removeEventListener("offline", doubt);
    document.removeEventListener("visibilitychange", wake);
    window.clearInterval(fading);
  };
}

const typedAt = new Map<string, number>();
onLeave(() => typedAt.clear());

/** Says that the user is writing, at most once in the interval the server asks for. */
export function sendTyping(channelId: string, rootId = ""): void {
  const { config } = getState().server;
  if (config["EnableUserTypingMessages"] === "false") return;
  const every = Number(config["TimeBetweenUserTypingUpdatesMilliseconds"] ?? "") || 5000;
  const place = `${channelId}:${rootId}`;
  const now = Date.now();
  if (now - (typedAt.get(place) ?? 0) < every) return;
  typedAt.set(place, now);
  socket?.send("user_typing", { channel_id: channelId, parent_id: rootId });
}

onLive("posted", ({ post }) => {
  // What is sent is no longer being written: the next letter is news again.
  if (post.user_id === getState().users.meId) typedAt.delete(`${post.channel_id}:${post.root_id}`);
});

/** Says whether the user is at the keyboard. */
export function sendActive(isActive: boolean): void {
  socket?.send("user_update_active_status", { user_is_active: isActive, manual: false });
}

/** Says what is on the screen, so the server can leave out what is not. */
export function sendView(view: { channelId?: string; teamId?: string; threadChannelId?: string; isThreadView?: boolean }): void {
  const data: Record<string, unknown> = {};
  if (view.channelId !== undefined) data["channel_id"] = view.channelId;
  if (view.teamId !== undefined) data["team_id"] = view.teamId;
  if (view.threadChannelId !== undefined) {
    data["thread_channel_id"] = view.threadChannelId;
    data["is_thread_view"] = view.isThreadView ?? false;
  }
  socket?.send("presence", data);
}
