/** What a file is and how it can be shown. */
import type { FileInfo } from "@mattermost/types/files";

import { currentLocale } from "@/i18n/t";

export type FileKind = "image" | "video" | "audio" | "pdf" | "text" | "archive" | "sheet" | "document" | "slides" | "other";

const BY_EXTENSION: Record<string, FileKind> = {};
const KINDS: [FileKind, string][] = [
  ["image", "png jpg jpeg gif webp bmp avif svg ico"],
  ["video", "mp4 webm mov m4v ogv"],
  ["audio", "mp3 wav ogg oga opus m4a flac aac weba"],
  ["pdf", "pdf"],
  ["archive", "zip gz tgz bz2 xz 7z rar tar zst"],
  ["sheet", "xls xlsx ods numbers"],
  ["document", "doc docx odt rtf pages"],
  ["slides", "ppt pptx odp key"],
  [
    "text",
    "txt log md csv tsv json yaml yml xml html htm css scss js mjs ts tsx jsx py rb go rs c h cpp hpp cs java kt swift sh bash zsh sql toml ini conf cfg env patch diff tex r lua pl php vue svelte dart ex exs erl hs clj scala gradle dockerfile makefile",
  ],
];
for (const [kind, extensions] of KINDS) for (const extension of extensions.split(" ")) BY_EXTENSION[extension] = kind;

/** The name endings of a kind, those of PDF among the documents. */
export function extensionsOf(kind: FileKind): string[] {
  const wanted = kind === "document" ? [kind, "pdf"] : [kind];
  return KINDS.flatMap(([one, extensions]) => (wanted.includes(one) ? extensions.split(" ") : []));
}

export function fileKind(file: Pick<FileInfo, "extension" | "mime_type">): FileKind {
  const kind = BY_EXTENSION[file.extension.toLowerCase().replace(/^\./, "")];
  if (kind) return kind;
  if (file.mime_type.startsWith("image/")) return "image";
  if (file.mime_type.startsWith("video/")) return "video";
  if (file.mime_type.startsWith("audio/")) return "audio";
  return file.mime_type.startsWith("text/") ? "text" : "other";
}

/** Whether the browser can draw the file as a picture; vector images come as their own file. */
export function isPicture(file: Pick<FileInfo, "extension" | "mime_type" | "has_preview_image" | "width" | "height">): boolean {
  return fileKind(file) === "image" && (file.has_preview_image || (file.width > 0 && file.height > 0) || file.extension === "svg");
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A size for people: 812 B, 1.4 MB. */
export function fileSize(bytes: number): string {
  const step = Math.min(bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1);
  const unit = UNITS[step] ?? "byte";
  const value = bytes / 1024 ** step;
  // The short form of this one unit is the whole word.
  if (step === 0) return `${new Intl.NumberFormat(currentLocale()).format(bytes)} B`;
  const digits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(currentLocale(), { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(value);
}

/** The size at which a picture is drawn inside a box, never enlarged; known before it is loaded. */
export function fitted(width: number, height: number, mostWidth: number, mostHeight: number): { width: number; height: number } {
  if (width <= 0 || height <= 0) return { width: mostWidth, height: mostHeight };
  const scale = Math.min(1, mostWidth / width, mostHeight / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
