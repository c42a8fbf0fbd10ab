import { File, FileArchive, FileAudio, FileCode, FileImage, FileSpreadsheet, FileText, FileVideo, Presentation } from "lucide-react";

import { classes } from "@/ui/classes";

import type { FileKind } from "./fileKinds";
import styles from "./files.module.css";

const ICONS = {
  image: FileImage,
  video: FileVideo,
  audio: FileAudio,
  pdf: FileText,
  text: FileCode,
  archive: FileArchive,
  sheet: FileSpreadsheet,
  document: FileText,
  slides: Presentation,
  other: File,
} as const;

/** A picture of what kind of file it is. */
export function FileIcon({ kind, size = 22 }: { kind: FileKind; size?: number }) {
  const Icon = ICONS[kind];
  return (
    <span className={classes(styles.icon, styles[`kind_${kind}`])} aria-hidden>
      <Icon size={size} strokeWidth={1.6} />
    </span>
  );
}
