/**
 * Sends messages exactly once and in order. A message is shown at once as pending, kept in local storage until the
 * server has it, and sent again under the same pending id after the network was lost; the server knows that id.
 */
import type { FileInfo } from "@mattermost/types/files";
import type { Post, PostPriorityMetadata } from "@mattermost/types/posts";

import { AppError, isUnreachable } from "@/client/http";
import { createPost, type NewPost } from "@/client/posts";
import { receiveOwnPost } from "@/live/live";
import { onLeave } from "@/load/leaving";
import { isAlsoInChannel, receivePost, removePost, setPostFailed } from "@/state/posts";
import { preference } from "@/state/preferences";
import { change, getState, store } from "@/state/store";
import { keepDraft } from "@/features/drafts/draftSync";

import { stopWaiting } from "./editing";

export interface Message {
  channelId: string;
  rootId: string;
  text: string;
  files: readonly FileInfo[];
  label?: PostPriorityMetadata | null;
  /** Whether it disappears some time after it was opened. */
  burns?: boolean;
  /** A reply that also stands among the messages of the channel. */
  alsoInChannel?: boolean;
}

const places = new Map<string, Promise<void>>();
let lastStamp = 0;

const storageKey = (userId: string) => `mmpy.outbox.${userId}`;

/** Changes what waits of a person, who may have left meanwhile. */
function keep(userId: string, edit: (kept: Post[]) => Post[]): void {
  try {
    const kept = edit(keptPosts(userId));
    if (kept.length === 0) localStorage.removeItem(storageKey(userId));
    else localStorage.setItem(storageKey(userId), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage costs only the survival of a reload.
  }
}

function keptPosts(userId: string): Post[] {
  try {
    return JSON.parse(localStorage.getItem(storageKey(userId)) ?? "[]") as Post[];
  } catch {
    return [];
  }
}

function pendingPost(message: Message): Post {
  const { meId } = getState().users;
  // Two messages in one millisecond are two messages.
  lastStamp = Math.max(Date.now(), lastStamp + 1);
  const id = `${meId}:${lastStamp}`;
  return {
    id,
    pending_post_id: id,
    create_at: lastStamp,
    update_at: lastStamp,
    edit_at: 0,
    delete_at: 0,
    is_pinned: false,
    user_id: meId,
    channel_id: message.channelId,
    root_id: message.rootId,
    original_id: "",
    message: message.text,
    type: message.burns ? "burn_on_read" : "",
    props: message.alsoInChannel ? { also_in_channel: true } : {},
    hashtags: "",
    reply_count: 0,
    file_ids: message.files.map((file) => file.id),
    metadata: { embeds: [], emojis: [], files: [...message.files], images: {}, reactions: [], ...(message.label ? { priority: message.label } : {}) },
  };
}

/** Whether a post is still on its way to the server. */
export function isPending(post: Post): boolean {
  return post.id === post.pending_post_id;
}

/** Shows a message and sends it. */
export function sendMessage(message: Message): void {
  const post = pendingPost(message);
  change(receivePost, post);
  keep(post.user_id, (kept) => [...kept, post]);
  queue(post);
}

/** Tries a refused message again. */
export function resend(pendingId: string): void {
  const post = getState().posts.byId[pendingId];
  if (!post) return;
  change(setPostFailed, pendingId, false);
  queue(post);
}

/** Gives a refused message up. */
export function discard(pendingId: string): void {
  change(removePost, pendingId);
  keep(getState().users.meId, (kept) => kept.filter((post) => post.id !== pendingId));
}

let restoredFor = "";
onLeave(() => (restoredFor = ""));

/** After a reload or a new sign-in: shows and sends what could not be sent before. */
export function restoreOutbox(): void {
  const { meId } = getState().users;
  if (meId === "" || restoredFor === meId) return;
  restoredFor = meId;
  for (const post of keptPosts(meId)) {
    if (post.id in getState().posts.byId) continue;
    change(receivePost, post);
    queue(post);
  }
}

const holds = new Map<string, () => void>();

/** How long a message waits before it leaves, so that it can be taken back; 0 sends at once. */
function holdMs(): number {
  return Number(preference(getState(), "advanced_settings", "mmpy_undo_send", "0")) * 1000;
}

/** Waits until the time for taking back is over; false if the message was taken back. */
function hold(post: Post): Promise<boolean> {
  const left = post.create_at + holdMs() - Date.now();
  if (left <= 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (leaves: boolean) => {
      clearTimeout(timer);
      holds.delete(post.id);
      resolve(leaves);
    };
    const timer = setTimeout(() => settle(true), left);
    holds.set(post.id, () => settle(false));
  });
}

/** Until when (ms) a message on its way can be taken back; 0 if it cannot. */
export function heldUntil(post: Post): number {
  return holds.has(post.id) ? post.create_at + holdMs() : 0;
}

/** Takes a message back before it has left; what it said is in the draft of its place again. */
export function takeBack(post: Post): void {
  const stop = holds.get(post.id);
  if (stop === undefined) return;
  discard(post.id);
  stop();
  keepDraft(post.channel_id, post.root_id, post.message, post.metadata.files, { label: post.metadata.priority ?? null, burns: post.type === "burn_on_read" });
}

/** Messages of one channel or thread leave one after the other. */
function queue(post: Post): void {
  const place = `${post.channel_id}:${post.root_id}`;
  const before = places.get(place) ?? Promise.resolve();
  const held = hold(post);
  const mine = before.then(async () => {
    if (await held) await deliver(post);
  });
  places.set(place, mine);
  void mine.finally(() => {
    if (places.get(place) === mine) places.delete(place);
  });
}

const MOST_SERVER_ERRORS = 4;
/** A request that hangs in a dead line is given up; the server knows it by its pending id if it did arrive. */
const PATIENCE_MS = 15_000;

async function deliver(post: Post): Promise<void> {
  // Who has left sends nothing more; it waits for the return.
  for (let errors = 0; post.user_id === getState().users.meId; ) {
    try {
      const stored = await createPost(wanted(post), AbortSignal.timeout(PATIENCE_MS));
      keep(post.user_id, (kept) => kept.filter((other) => other.id !== post.id));
      change(receiveOwnPost, { ...stored, pending_post_id: post.pending_post_id });
      return;
    } catch (error) {
      if (post.user_id !== getState().users.meId) return;
      const isLost = isUnreachable(error);
      const isServerTrouble = !isLost && error instanceof AppError && (error.status >= 500 || error.status === 429) && error.status !== 501;
      if (isServerTrouble) errors += 1;
      if (!isLost && (!isServerTrouble || errors >= MOST_SERVER_ERRORS)) {
        change(setPostFailed, post.id, true, error instanceof AppError && !isServerTrouble ? error.message : "");
        keep(post.user_id, (kept) => kept.filter((other) => other.id !== post.id));
        stopWaiting();
        return;
      }
      await untilWorthTrying(isLost ? 5_000 : 400 * 2 ** errors);
    }
  }
}

function wanted(post: Post): NewPost {
  return {
    channel_id: post.channel_id,
    root_id: post.root_id,
    message: post.message,
    file_ids: post.file_ids ?? [],
    pending_post_id: post.pending_post_id,
    ...(isAlsoInChannel(post) ? { props: { also_in_channel: true } } : {}),
    ...(post.type === "" ? {} : { type: post.type }),
    ...(post.metadata.priority ? { metadata: { priority: post.metadata.priority } } : {}),
  };
}

/** Waits for a while, or until the line to the server comes back. */
function untilWorthTrying(mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    let wasOnline = getState().connection.link === "online";
    const finish = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(finish, mostMs);
    const stop = store.subscribe((state) => {
      const isOnline = state.connection.link === "online";
      if (isOnline && !wasOnline) finish();
      wasOnline = isOnline;
    });
  });
}
