/** Files on their way to the server: progress, cancel, what went wrong. */
import type { FileInfo } from "@mattermost/types/files";
import { useEffect, useRef, useState } from "react";

import { uploadFile } from "@/client/files";
import { PARTS_FROM_BYTES, uploadInParts } from "@/client/uploads";
import { messageOf } from "@/client/http";
import { fileSize } from "@/features/files/fileKinds";
import { t } from "@/i18n/t";
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

export function useUploads(channelId: string, stored: number, onStored: (file: FileInfo) => void): Uploads {
  const [uploading, setUploading] = useState<readonly Uploading[]>([]);
  const stops = useRef(new Set<() => void>());
  // One after the other: everybody sees files in the order in which they reached the server.
  const queue = useRef(Promise.resolve());
  const edit = (id: string, patch: Partial<Uploading>) => setUploading((list) => list.map((one) => (one.id === id ? { ...one, ...patch } : one)));
  const remove = (id: string) => setUploading((list) => list.filter((one) => one.id !== id));

  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running) stop();
    };
  }, []);

  function start(file: File) {
    count += 1;
    const id = `upload${count}`;
    let stop: (() => void) | null = null;
    let isCancelled = false;
    const cancel = () => {
      isCancelled = true;
      stop?.();
      stops.current.delete(cancel);
      remove(id);
    };
    stops.current.add(cancel);
    setUploading((list) => [...list, { id, name: file.name, type: file.type, progress: 0, problem: "", cancel }]);
    const run = async () => {
      if (isCancelled) return;
      const onProgress = (progress: number) => edit(id, { progress });
      const upload = file.size < PARTS_FROM_BYTES ? uploadFile(channelId, file, id, onProgress) : uploadInParts(channelId, file, onProgress);
      stop = upload.cancel;
      try {
        const info = await upload.done;
        stops.current.delete(cancel);
        remove(id);
        onStored(info);
      } catch (error) {
        edit(id, { problem: messageOf(error) });
      }
    };
    queue.current = queue.current.then(run);
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
