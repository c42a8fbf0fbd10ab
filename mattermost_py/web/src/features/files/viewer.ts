/** Which files the viewer shows; a small store of its own, since one viewer serves every list. */
import type { FileInfo } from "@mattermost/types/files";
import { create } from "zustand";

interface Viewer {
  files: readonly FileInfo[];
  at: number;
}

export const useViewer = create<Viewer>()(() => ({ files: [], at: 0 }));

/** Opens the viewer on one of these files. */
export function showFiles(files: readonly FileInfo[], fileId: string): void {
  useViewer.setState({ files, at: Math.max(0, files.findIndex((file) => file.id === fileId)) });
}

export function showFileAt(at: number): void {
  useViewer.setState({ at });
}

export function closeViewer(): void {
  useViewer.setState({ files: [], at: 0 });
}
