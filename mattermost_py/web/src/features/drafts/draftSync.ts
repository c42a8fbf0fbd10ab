/** Keeps unsent messages: in the store at once, in local storage, and on the server after a pause. */
import type { Draft } from "@mattermost/types/drafts";
import type { FileInfo } from "@mattermost/types/files";
import type { PostPriorityMetadata } from "@mattermost/types/posts";

import { AppError } from "@/client/http";
import { deleteDraft, draftsOfTeam, saveDraft } from "@/client/drafts";
import { onLive } from "@/live/dispatch";
import { onLeave } from "@/load/leaving";
import { draftKey, draftsIn, receiveDraft, receiveDrafts, removeDraft } from "@/state/drafts";
import { preference } from "@/state/preferences";
import { isEnabled } from "@/state/server";
import { change, getState } from "@/state/store";

const PAUSE_MS = 1500;
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Of the drafts the server has, by place: how old what it has is. Only these need deleting there. */
let onServer = new Map<string, number>();

const storageKey = () => `mmpy.drafts.${getState().users.meId}`;
const serverKey = () => `${storageKey()}.server`;

function syncs(): boolean {
  const state = getState();
  return isEnabled(state, "AllowSyncedDrafts") && preference(state, "advanced_settings", "sync_drafts", "true") !== "false";
}

function storeLocally(): void {
  try {
    localStorage.setItem(storageKey(), JSON.stringify(Object.values(getState().drafts.byKey)));
    localStorage.setItem(serverKey(), JSON.stringify([...onServer]));
  } catch {
    // A full or forbidden storage costs only the survival of a reload without network.
  }
}

/** What goes with a text besides files. */
export interface Extras {
  label: PostPriorityMetadata | null;
  burns: boolean;
}

export const NO_EXTRAS: Extras = { label: null, burns: false };

export function extrasOf(draft: Draft | undefined): Extras {
  return { label: draft?.priority ?? null, burns: draft?.type === "burn_on_read" };
}

const NO_FILES: readonly FileInfo[] = [];

export function filesOf(draft: Draft | undefined): readonly FileInfo[] {
  return (draft?.metadata as { files?: FileInfo[] } | undefined)?.files ?? NO_FILES;
}

function aDraft(channelId: string, rootId: string, message: string, files: readonly FileInfo[], { label, burns }: Extras): Draft {
  const now = Date.now();
  const known = getState().drafts.byKey[draftKey(channelId, rootId)];
  return {
    create_at: known?.create_at ?? now,
    update_at: now,
    delete_at: 0,
    user_id: getState().users.meId,
    channel_id: channelId,
    root_id: rootId,
    message,
    type: burns ? "burn_on_read" : "",
    props: {},
    ...(label ? { priority: label } : {}),
    file_ids: files.map((file) => file.id),
    metadata: { embeds: [], emojis: [], files: [...files], images: {} },
  };
}

/** Keeps what is written so far; nothing written means no draft. */
export function keepDraft(channelId: string, rootId: string, message: string, files: readonly FileInfo[], extras = NO_EXTRAS): void {
  const key = draftKey(channelId, rootId);
  if (message.trim() === "" && files.length === 0) {
    if (!(key in getState().drafts.byKey)) return;
    change(removeDraft, channelId, rootId);
  } else {
    change(receiveDraft, aDraft(channelId, rootId, message, files, extras));
  }
  storeLocally();
  clearTimeout(waiting.get(key));
  waiting.set(key, setTimeout(() => void push(channelId, rootId), PAUSE_MS));
}

/** Keeps a file that arrived for a place where nobody writes just now. */
export function keepFile(channelId: string, rootId: string, file: FileInfo): void {
  const kept = getState().drafts.byKey[draftKey(channelId, rootId)];
  keepDraft(channelId, rootId, kept?.message ?? "", [...filesOf(kept), file], extrasOf(kept));
}

/** Sends a kept draft now, as when the channel is left. */
export function flushDraft(channelId: string, rootId: string, isLast = false): void {
  const key = draftKey(channelId, rootId);
  if (!waiting.has(key)) return;
  clearTimeout(waiting.get(key));
  void push(channelId, rootId, isLast);
}

async function push(channelId: string, rootId: string, isLast = false): Promise<void> {
  const key = draftKey(channelId, rootId);
  waiting.delete(key);
  if (!syncs()) return;
  const draft = getState().drafts.byKey[key];
  try {
    if (draft) {
      await saveDraft(draft, isLast);
      noteOnServer([draft]);
    } else if (onServer.delete(key)) {
      await deleteDraft(channelId, rootId);
    }
  } catch (error) {
    // Tried again with the next change; the local copy stays.
    if (error instanceof AppError && error.isOffline) waiting.set(key, setTimeout(() => void push(channelId, rootId), PAUSE_MS * 10));
  }
}

/** The server has these. */
function noteOnServer(drafts: readonly Draft[]): void {
  for (const draft of drafts) onServer.set(draftKey(draft.channel_id, draft.root_id), draft.update_at);
  storeLocally();
}

onLive("draft_created", ({ draft }) => noteOnServer([draft]));
onLive("draft_deleted", ({ draft }) => {
  onServer.delete(draftKey(draft.channel_id, draft.root_id));
  storeLocally();
});

/** Forgets a draft everywhere, as after sending it. */
export function dropDraft(channelId: string, rootId: string): void {
  const key = draftKey(channelId, rootId);
  clearTimeout(waiting.get(key));
  waiting.delete(key);
  const wasOnServer = onServer.delete(key);
  change(removeDraft, channelId, rootId);
  storeLocally();
  if (syncs() && wasOnServer) deleteDraft(channelId, rootId).catch(() => undefined);
}

let restoredFor = "";
const loaded = new Set<string>();

/** Brings back the drafts of this browser and of the server, once per team and again after events were lost. */
export async function loadDrafts(teamId: string): Promise<void> {
  const { users: { meId }, connection: { resyncs } } = getState();
  const key = `${teamId}:${resyncs}`;
  if (meId === "" || teamId === "" || loaded.has(key)) return;
  loaded.add(key);
  if (restoredFor !== meId) restoreLocal();
  restoredFor = meId;
  if (!syncs()) return;
  // What is saved while the answer is on its way is not in it.
  const known = new Map(onServer);
  try {
    takeIn(teamId, known, (await draftsOfTeam(teamId)) ?? []);
  } catch {
    loaded.delete(key);
  }
}

/** What the server has of a team. What it had before and has no more was sent or deleted elsewhere; what it has not heard of, it hears now. */
function takeIn(teamId: string, known: ReadonlyMap<string, number>, drafts: readonly Draft[]): void {
  const there = new Set(drafts.map((draft) => draftKey(draft.channel_id, draft.root_id)));
  for (const draft of draftsIn(getState(), teamId)) {
    const key = draftKey(draft.channel_id, draft.root_id);
    if (there.has(key)) continue;
    if (draft.update_at > (known.get(key) ?? -1)) {
      if (!waiting.has(key)) void push(draft.channel_id, draft.root_id);
    } else {
      onServer.delete(key);
      change(removeDraft, draft.channel_id, draft.root_id);
    }
  }
  change(receiveDrafts, drafts);
  noteOnServer(drafts);
}

function restoreLocal(): void {
  try {
    onServer = new Map(JSON.parse(localStorage.getItem(serverKey()) ?? "[]") as [string, number][]);
    change(receiveDrafts, JSON.parse(localStorage.getItem(storageKey()) ?? "[]") as Draft[]);
  } catch {
    localStorage.removeItem(storageKey());
    localStorage.removeItem(serverKey());
  }
}

onLeave(() => {
  waiting.forEach(clearTimeout);
  waiting.clear();
  loaded.clear();
  onServer.clear();
  restoredFor = "";
});

window.addEventListener("pagehide", () => {
  for (const key of [...waiting.keys()]) {
    const [channelId = "", rootId = ""] = key.split(":");
    flushDraft(channelId, rootId, true);
  }
});
