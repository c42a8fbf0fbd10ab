/** The text and files being written at one place, kept as a draft. */
import type { FileInfo } from "@mattermost/types/files";
import { useCallback, useEffect } from "react";

import { draftKey, draftOf } from "@/state/drafts";
import { getState, useApp } from "@/state/store";
import { useStateOf } from "@/ui/useStateOf";

import { dropDraft, type Extras, extrasOf, filesOf, flushDraft, keepDraft, NO_EXTRAS } from "./draftSync";

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

/** What is written at a place. */
interface Written {
  readonly text: string;
  readonly files: readonly FileInfo[];
  readonly extras: Extras;
}

/** The same as it is now, between two drawings, with what is known of its being kept. */
interface Pen {
  written: Written;
  isDirty: boolean;
  isKept: boolean;
  /** How old what is kept is. */
  at: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const NOTHING: Written = { text: "", files: [], extras: NO_EXTRAS };

function writtenAt(channelId: string, rootId: string): Written {
  const kept = draftOf(getState(), channelId, rootId);
  return { text: kept?.message ?? "", files: filesOf(kept), extras: extrasOf(kept) };
}

function penAt(channelId: string, rootId: string): Pen {
  const kept = draftOf(getState(), channelId, rootId);
  return { written: writtenAt(channelId, rootId), isDirty: false, isKept: kept !== undefined, at: kept?.update_at ?? 0, timer: undefined };
}

/** Another place brings its own draft; what was written at the one before is kept. */
export function useDraft(channelId: string, rootId: string): DraftModel {
  const place = draftKey(channelId, rootId);
  const kept = useApp((state) => draftOf(state, channelId, rootId));
  const [{ pen, written }, set] = useStateOf(place, () => begin(penAt(channelId, rootId)));
  const show = useCallback(() => set((old) => ({ ...old, written: old.pen.written })), [set]);

  const keep = useCallback(() => {
    clearTimeout(pen.timer);
    if (!pen.isDirty) return;
    pen.isDirty = false;
    const { text, files, extras } = pen.written;
    keepDraft(channelId, rootId, text, files, extras);
    pen.at = draftOf(getState(), channelId, rootId)?.update_at ?? Date.now();
  }, [channelId, rootId, pen]);

  const write = useCallback(
    (patch: Partial<Written>) => {
      pen.written = { ...pen.written, ...patch };
      show();
      pen.isDirty = true;
      clearTimeout(pen.timer);
      pen.timer = setTimeout(keep, KEEP_AFTER_MS);
    },
    [pen, show, keep],
  );
  const setText = useCallback((text: string) => write({ text }), [write]);
  const setFiles = useCallback((edit: (files: readonly FileInfo[]) => readonly FileInfo[]) => write({ files: edit(pen.written.files) }), [pen, write]);
  const setExtras = useCallback((extras: Extras) => write({ extras }), [write]);

  const empty = useCallback(() => {
    clearTimeout(pen.timer);
    Object.assign(pen, { written: NOTHING, isDirty: false, isKept: false, at: Date.now() });
    show();
  }, [pen, show]);

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
    if (pen.isDirty) return;
    const isGone = kept === undefined && pen.isKept && (pen.written.text.trim() !== "" || pen.written.files.length > 0);
    if (isGone) empty();
    pen.isKept = kept !== undefined;
    if (kept === undefined || kept.update_at <= pen.at) return;
    Object.assign(pen, { written: writtenAt(channelId, rootId), isKept: true, at: kept.update_at });
    show();
  }, [kept, channelId, rootId, pen, empty, show]);

  // The last letters before the page goes are kept, too.
  useEffect(() => {
    window.addEventListener("pagehide", keep);
    return () => window.removeEventListener("pagehide", keep);
  }, [keep]);

  // What is being written when the place is left is not lost.
  useEffect(() => flush, [flush]);

  return { ...written, setText, setFiles, setExtras, clear, flush };
}

function begin(pen: Pen): { readonly pen: Pen; readonly written: Written } {
  return { pen, written: pen.written };
}
