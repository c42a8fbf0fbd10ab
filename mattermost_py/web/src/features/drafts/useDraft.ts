/** The text and files being written at one place, kept as a draft. */
import type { FileInfo } from "@mattermost/types/files";
import { useCallback, useEffect, useRef, useState } from "react";

import { draftOf } from "@/state/drafts";
import { getState, useApp } from "@/state/store";

import { dropDraft, type Extras, extrasOf, flushDraft, keepDraft, NO_EXTRAS } from "./draftSync";

const KEEP_AFTER_MS = 350;

export interface DraftModel {
  text: string;
  files: readonly FileInfo[];
  setText: (text: string) => void;
  setFiles: (change: (files: readonly FileInfo[]) => readonly FileInfo[]) => void;
  extras: Extras;
  setExtras: (extras: Extras) => void;
  /** Empties the place, as after sending. */
  clear: () => void;
  flush: () => void;
}

const NO_FILES: readonly FileInfo[] = [];

function filesOf(channelId: string, rootId: string): readonly FileInfo[] {
  const draft = draftOf(getState(), channelId, rootId);
  return (draft?.metadata as { files?: FileInfo[] } | undefined)?.files ?? NO_FILES;
}

/** Use it in a component that is made anew for each place. */
export function useDraft(channelId: string, rootId: string): DraftModel {
  const kept = useApp((state) => draftOf(state, channelId, rootId));
  const [text, setTextState] = useState(kept?.message ?? "");
  const [files, setFilesState] = useState<readonly FileInfo[]>(() => filesOf(channelId, rootId));
  const [extras, setExtrasState] = useState(() => extrasOf(kept));
  const now = useRef({ text, files, extras, isDirty: false, isKept: kept !== undefined, at: kept?.update_at ?? 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    if (!now.current.isDirty) return;
    now.current.isDirty = false;
    keepDraft(channelId, rootId, now.current.text, now.current.files, now.current.extras);
    now.current.at = draftOf(getState(), channelId, rootId)?.update_at ?? Date.now();
  }, [channelId, rootId]);

  const touch = useCallback(() => {
    now.current.isDirty = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, KEEP_AFTER_MS);
  }, [keep]);

  const setText = useCallback(
    (next: string) => {
      now.current.text = next;
      setTextState(next);
      touch();
    },
    [touch],
  );

  const setFiles = useCallback(
    (edit: (files: readonly FileInfo[]) => readonly FileInfo[]) => {
      now.current.files = edit(now.current.files);
      setFilesState(now.current.files);
      touch();
    },
    [touch],
  );

  const setExtras = useCallback(
    (next: Extras) => {
      now.current.extras = next;
      setExtrasState(next);
      touch();
    },
    [touch],
  );

  const empty = useCallback(() => {
    clearTimeout(timer.current);
    now.current = { text: "", files: NO_FILES, extras: NO_EXTRAS, isDirty: false, isKept: false, at: Date.now() };
    setTextState("");
    setExtrasState(NO_EXTRAS);
    setFilesState(NO_FILES);
  }, []);

  const clear = useCallback(() => {
    empty();
    dropDraft(channelId, rootId);
  }, [empty, channelId, rootId]);

  const flush = useCallback(() => {
    keep();
    flushDraft(channelId, rootId);
  }, [keep, channelId, rootId]);

  // Another device may have written a younger draft, or sent this one.
  useEffect(() => {
    const mine = now.current;
    if (mine.isDirty) return;
    const isGone = kept === undefined && mine.isKept && (mine.text.trim() !== "" || mine.files.length > 0);
    if (isGone) empty();
    mine.isKept = kept !== undefined;
    if (kept === undefined || kept.update_at <= mine.at) return;
    now.current = { text: kept.message, files: filesOf(channelId, rootId), extras: extrasOf(kept), isDirty: false, isKept: true, at: kept.update_at };
    setExtrasState(now.current.extras);
    setTextState(kept.message);
    setFilesState(now.current.files);
  }, [kept, channelId, rootId, empty]);

  // The last letters before the page goes are kept, too.
  useEffect(() => {
    window.addEventListener("pagehide", keep);
    return () => window.removeEventListener("pagehide", keep);
  }, [keep]);

  // What is being written when the place is left is not lost.
  useEffect(() => flush, [flush]);

  return { text, files, extras, setText, setFiles, setExtras, clear, flush };
}
