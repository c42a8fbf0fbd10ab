/** Files on their way to the server: progress, cancel, what went wrong. They go on while one is elsewhere. */
import type { FileInfo } from "@mattermost/types/files";
import { useEffect, useSyncExternalStore } from "react";

import { PARTS_FROM_BYTES, uploadFile } from "@/client/files";
import { messageOf } from "@/client/http";
import { fileSize } from "@/features/files/fileKinds";
import { t } from "@/i18n/t";
import { onLeave } from "@/load/leaving";
import { configNumber, isEnabled } from "@/state/server";
import { change, getState } from "@/state/store";
import { showToast } from "@/state/ui";

export interface Uploading {
  id: string;
  name: string;
  type: string;
  /** 0 to 1. */
  progress: number;
  problem: string;
  cancel: () => void;
}

export const MOST_FILES = 10;

let count = 0;

interface Uploads {
  uploading: readonly Uploading[];
  add: (files: readonly File[]) => void;
}

interface Wishes {
  /** What is written at the same place shows the same files on their way. */
  place: string;
  channelId: string;
  /** Files that are there already. */
  stored: number;
  onStored: (file: FileInfo) => void;
  /** Takes what arrives while nobody is at the place; without it, leaving stops what is under way. */
  onAway?: (file: FileInfo) => void;
}

const NONE: readonly Uploading[] = [];
/** By place; one without files on their way is not here. */
const lines = new Map<string, readonly Uploading[]>();
/** One after the other: everybody sees files in the order in which they reached the server. */
const queues = new Map<string, Promise<void>>();
const receivers = new Map<string, (file: FileInfo) => void>();
const watchers = new Set<() => void>();

function watch(wake: () => void): () => void {
  watchers.add(wake);
  return () => watchers.delete(wake);
}

function editLine(place: string, edit: (list: readonly Uploading[]) => readonly Uploading[]): void {
  const list = edit(lines.get(place) ?? NONE);
  if (list.length === 0) lines.delete(place);
  else lines.set(place, list);
  for (const wake of watchers) wake();
}

function cancelAll(place: string): void {
  for (const one of lines.get(place) ?? NONE) one.cancel();
}

onLeave(() => {
  for (const place of lines.keys()) cancelAll(place);
});

function start(file: File, { place, channelId, onAway }: Wishes): void {
  count += 1;
  const id = `upload${count}`;
  let stop: (() => void) | null = null;
  const isWanted = () => lines.get(place)?.some((one) => one.id === id) ?? false;
  const edit = (patch: Partial<Uploading>) => editLine(place, (list) => list.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  const remove = () => editLine(place, (list) => list.filter((one) => one.id !== id));
  const cancel = () => {
    remove();
    stop?.();
  };
  editLine(place, (list) => [...list, { id, name: file.name, type: file.type, progress: 0, problem: "", cancel }]);
  const run = async () => {
    const onProgress = (progress: number) => edit({ progress });
    try {
      const parts = file.size < PARTS_FROM_BYTES ? null : await import("@/client/uploads");
      if (!isWanted()) return;
      const upload = parts?.uploadInParts(channelId, file, onProgress) ?? uploadFile(channelId, file, id, onProgress);
      stop = upload.cancel;
      const info = await upload.done;
      remove();
      (receivers.get(place) ?? onAway)?.(info);
    } catch (error) {
      if (!isWanted()) return;
      edit({ problem: messageOf(error) });
      if (!receivers.has(place)) change(showToast, `${file.name}: ${messageOf(error)}`, "danger");
    }
  };
  const last = (queues.get(place) ?? Promise.resolve()).then(run).finally(() => {
    if (queues.get(place) === last) queues.delete(place);
  });
  queues.set(place, last);
}

export function useUploads(wishes: Wishes): Uploads {
  const { place, stored, onStored, onAway } = wishes;
  const uploading = useSyncExternalStore(watch, () => lines.get(place) ?? NONE);
  const stays = onAway === undefined;

  useEffect(() => {
    receivers.set(place, onStored);
    return () => {
      if (receivers.get(place) === onStored) receivers.delete(place);
    };
  });
  useEffect(() => (stays ? () => cancelAll(place) : undefined), [place, stays]);

  function add(files: readonly File[]) {
    const state = getState();
    const complain = (text: string) => change(showToast, text, "danger");
    if (!isEnabled(state, "EnableFileAttachments")) {
      complain(t("composer.no_files"));
      return;
    }
    const most = configNumber(state, "MaxFileSize", 100 * 1024 * 1024);
    const room = MOST_FILES - stored - uploading.length;
    if (files.length > room) complain(t("composer.too_many_files", { most: MOST_FILES }));
    for (const file of files.slice(0, Math.max(0, room))) {
      if (file.size > most) complain(t("composer.file_too_large", { name: file.name, most: fileSize(most) }));
      else if (file.size === 0) complain(t("composer.file_empty", { name: file.name }));
      else start(named(file), wishes);
    }
  }

  return { uploading, add };
}

/** Pictures from the clipboard are all called image.png; the moment tells them apart. */
function named(file: File): File {
  if (file.name !== "image.png") return file;
  const stamp = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", "-");
  return new File([file], t("composer.pasted_name", { stamp }) + ".png", { type: file.type });
}
