/** Large files, sent in parts: what has arrived need not be sent again after the network was lost. */
import type { FileInfo } from "@mattermost/types/files";
import { problem, type Upload } from "./files";
import { apiUrl, AppError, authHeaders, get, post } from "./http";

interface UploadSession {
  id: string;
  file_offset: number;
  file_size: number;
}

/** The least that a server takes as the first part. */
const PART_BYTES = 5 * 1024 * 1024;
/** A part whose connection broke may still be under way on the server's side. */
const STILL_BUSY = "app.upload.upload_data.concurrent.app_error";
const MOST_BUSY = 10;
const PAUSES_MS = [500, 1_000, 2_000, 5_000];

/** Sends a file part by part; a lost line is waited for, for as long as it takes. */
export function uploadInParts(channelId: string, file: File, onProgress: (part: number) => void): Upload {
  const stop = new AbortController();
  return { done: sendAll(channelId, file, onProgress, stop.signal), cancel: () => stop.abort() };
}

/** Sends an archive to be imported, in the same way; `id` is the beginning of the name it gets. */
export function uploadImport(file: File, onProgress: (part: number) => void): Upload {
  const stop = new AbortController();
  return { done: sendAll("", file, onProgress, stop.signal, "import"), cancel: () => stop.abort() };
}

async function sendAll(channelId: string, file: File, onProgress: (part: number) => void, stop: AbortSignal, type = "attachment"): Promise<FileInfo> {
  const body = { type, channel_id: channelId, filename: file.name, file_size: file.size };
  const { id } = await patiently(() => post<UploadSession>("/uploads", body), stop);
  let offset = 0;
  for (;;) {
    const outcome = await patiently(async () => {
      const part = file.slice(offset, offset + PART_BYTES);
      return sendPart(id, part, (sent) => onProgress((offset + sent) / file.size), stop);
    }, stop, async () => {
      // How much of the broken part arrived, only the server knows.
      offset = (await get<UploadSession>(`/uploads/${id}`)).file_offset;
    });
    if (outcome !== null) return outcome;
    offset += Math.min(PART_BYTES, file.size - offset);
  }
}

/** Tries again while there is no line to the server; whatever the server refuses is final. */
async function patiently<T>(work: () => Promise<T>, stop: AbortSignal, before: () => Promise<void> = () => Promise.resolve()): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      if (failures > 0) await before();
      return await work();
    } catch (error) {
      if (stop.aborted) return new Promise<never>(() => undefined);
      const isBusy = error instanceof AppError && error.id === STILL_BUSY && failures < MOST_BUSY;
      if (!isBusy && !(error instanceof AppError && error.isOffline)) throw error;
      await pause(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0, stop);
    }
  }
}

/** A while, or until the browser is online again. */
function pause(mostMs: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener("online", finish);
      stop.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, mostMs);
    window.addEventListener("online", finish);
    stop.addEventListener("abort", finish);
  });
}

/** One part; the file once it is whole, else null. */
function sendPart(id: string, part: Blob, onProgress: (bytes: number) => void, stop: AbortSignal): Promise<FileInfo | null> {
  const call = new XMLHttpRequest();
  const abort = () => call.abort();
  stop.addEventListener("abort", abort);
  return new Promise<FileInfo | null>((resolve, reject) => {
    call.open("POST", apiUrl(`/uploads/${id}`));
    for (const [name, value] of Object.entries(authHeaders())) call.setRequestHeader(name, value);
    call.upload.onprogress = (event) => onProgress(event.loaded);
    call.onerror = () => reject(new AppError("", "client.offline", 0));
    call.onabort = () => reject(new AppError("", "client.cancelled", 0));
    call.onload = () => {
      if (call.status === 204) resolve(null);
      else if (call.status >= 200 && call.status < 300) resolve(JSON.parse(call.responseText) as FileInfo);
      else reject(problem(call));
    };
    call.send(part);
  }).finally(() => stop.removeEventListener("abort", abort));
}
