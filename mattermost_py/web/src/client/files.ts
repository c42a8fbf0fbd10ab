/** Files: upload with progress, addresses, details. */
import type { FileInfo, FileSearchResults, FileUploadResponse } from "@mattermost/types/files";
import { t } from "@/i18n/t";
import { AppError, apiUrl, authHeaders, get } from "./http";

export const fileUrl = (fileId: string) => apiUrl(`/files/${fileId}`);

/** A PDF to be drawn by the browser in a frame. */
export const framedUrl = (fileId: string) => apiUrl(`/files/${fileId}`, { frame: 1 });

export const downloadUrl = (fileId: string) => apiUrl(`/files/${fileId}`, { download: 1 });

export const thumbnailUrl = (fileId: string) => apiUrl(`/files/${fileId}/thumbnail`);

export const previewUrl = (fileId: string) => apiUrl(`/files/${fileId}/preview`);

export const fileInfo = (fileId: string) => get<FileInfo>(`/files/${fileId}/info`);

export const publicLink = (fileId: string) => get<{ link: string }>(`/files/${fileId}/link`);

/** What a search among files answers; `file_infos` is a plain object on the wire. */
export type FileHits = Omit<FileSearchResults, "file_infos"> & { file_infos: Record<string, FileInfo> | null };

/** The first bytes of a text file. */
export async function fileText(fileId: string, mostBytes: number, signal: AbortSignal): Promise<{ text: string; isCut: boolean }> {
  const response = await fetch(fileUrl(fileId), { credentials: "same-origin", signal, headers: { Range: `bytes=0-${mostBytes - 1}` } });
  if (!response.ok) throw new AppError(t("error.unexpected"), "", response.status);
  const text = await response.text();
  const whole = Number(/\/(\d+)$/.exec(response.headers.get("Content-Range") ?? "")?.[1] ?? 0);
  return { text: text.slice(0, mostBytes), isCut: whole > mostBytes || text.length > mostBytes };
}

export interface Upload {
  /** Resolves with the stored file; rejects with `AppError`, or never after `cancel`. */
  done: Promise<FileInfo>;
  cancel: () => void;
}

interface ErrorBody {
  id?: string;
  message?: string;
}

/** Smaller files are sent whole: they cost one request instead of two. */
export const PARTS_FROM_BYTES = 8 * 1024 * 1024;

/** Sends one file to a channel; fetch cannot report progress, so this is the one place for XMLHttpRequest. */
export function uploadFile(channelId: string, file: File, clientId: string, onProgress: (part: number) => void, isBookmark = false): Upload {
  const call = new XMLHttpRequest();
  const done = new Promise<FileInfo>((resolve, reject) => {
    call.open("POST", apiUrl("/files", isBookmark ? { bookmark: true } : {}));
    for (const [name, value] of Object.entries(authHeaders())) call.setRequestHeader(name, value);
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onerror = () => reject(new AppError(t("error.offline"), "client.offline", 0));
    call.onabort = () => reject(new AppError("", "client.cancelled", 0));
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) {
        const [info] = (JSON.parse(call.responseText) as FileUploadResponse).file_infos;
        if (info) {
          resolve(info);
          return;
        }
      }
      reject(problem(call));
    };
    const form = new FormData();
    // The server streams the files only if it knows the channel before them.
    form.append("channel_id", channelId);
    form.append("client_ids", clientId);
    form.append("files", file, file.name);
    call.send(form);
  });
  return { done, cancel: () => call.abort() };
}

/** What the server says about a refused upload. */
export function problem(call: XMLHttpRequest): AppError {
  let body: ErrorBody = {};
  try {
    body = JSON.parse(call.responseText) as ErrorBody;
  } catch {
    // A proxy in between answered with a page of its own.
  }
  return new AppError(body.message ?? t("files.upload_failed"), body.id ?? "", call.status);
}
