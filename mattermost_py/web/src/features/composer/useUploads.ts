/** Files on their way to the server: progress, cancel, what went wrong. */
import type { FileInfo } from "@mattermost/types/files";
import { useEffect } from "react";

import { uploadFile } from "@/client/files";
import { PARTS_FROM_BYTES, uploadInParts } from "@/client/uploads";
import { messageOf } from "@/client/http";
import { fileSize } from "@/features/files/fileKinds";
import { t } from "@/i18n/t";
import { configNumber, isEnabled } from "@/state/server";
import { change, getState } from "@/state/store";
import { showToast } from "@/state/ui";
import { useStateOf } from "@/ui/useStateOf";

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

/** What is on its way from one place. */
interface Line {
  readonly stops: Set<() => void>;
  /** One after the other: everybody sees files in the order in which they reached the server. */
  last: Promise<void>;
}

const newLine = (): Line => ({ stops: new Set(), last: Promise.resolve() });

/** Another place has uploads of its own; leaving one stops those under way. */
export function useUploads(place: string, channelId: string, stored: number, onStored: (file: FileInfo) => void): Uploads {
  const [{ line, uploading }, set] = useStateOf<{ line: Line; uploading: readonly Uploading[] }>(place, () => ({ line: newLine(), uploading: [] }));
  const setUploading = (change: (list: readonly Uploading[]) => readonly Uploading[]) => set((old) => ({ ...old, uploading: change(old.uploading) }));
  const edit = (id: string, patch: Partial<Uploading>) => setUploading((list) => list.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  const remove = (id: string) => setUploading((list) => list.filter((one) => one.id !== id));

  useEffect(
    () => () => {
      for (const stop of line.stops) stop();
    },
    [line],
  );

  function start(file: File) {
    count += 1;
    const id = `upload${count}`;
    let stop: (() => void) | null = null;
    let isCancelled = false;
    const cancel = () => {
      isCancelled = true;
      stop?.();
      line.stops.delete(cancel);
      remove(id);
    };
    line.stops.add(cancel);
    setUploading((list) => [...list, { id, name: file.name, type: file.type, progress: 0, problem: "", cancel }]);
    const run = async () => {
      if (isCancelled) return;
      const onProgress = (progress: number) => edit(id, { progress });
      const upload = file.size < PARTS_FROM_BYTES ? uploadFile(channelId, file, id, onProgress) : uploadInParts(channelId, file, onProgress);
      stop = upload.cancel;
      try {
        const info = await upload.done;
        line.stops.delete(cancel);
        remove(id);
        onStored(info);
      } catch (error) {
        edit(id, { problem: messageOf(error) });
      }
    };
    line.last = line.last.then(run);
  }

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
      else start(named(file));
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
