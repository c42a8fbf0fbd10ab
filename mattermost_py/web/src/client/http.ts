/** One request to the server: addresses below the mounted path, cookie session, CSRF, errors as `AppError`. */
import { currentLocale, t } from "@/i18n/t";

/** The path this client is mounted on, without the last slash: "" or "/chat". */
export const basePath: string = new URL(document.baseURI).pathname.replace(/\/[^/]*$/, "").replace(/\/$/, "");

/** Failure as the server tells it; `id` is stable, `message` is for people. */
export class AppError extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly status: number,
    readonly requestId = "",
  ) {
    super(message);
    this.name = "AppError";
  }

  /** The server was not reached at all. */
  get isOffline(): boolean {
    return this.id === OFFLINE;
  }
}

/** Whether a failure means that there is no server to talk to: no line, no answer in time, or only a proxy. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof AppError) return error.isOffline || (error.id === "" && [502, 503, 504].includes(error.status));
  return error instanceof DOMException && error.name === "TimeoutError";
}

const OFFLINE = "client.offline";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
type QueryValue = string | number | boolean | undefined;

export interface RequestOptions {
  query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON, or as it is if form data or a blob. */
  body?: unknown;
  signal?: AbortSignal | undefined;
  headers?: Readonly<Record<string, string>>;
  /** Lets the request outlive the page, for last words. */
  keepalive?: boolean;
}

let connectionId = "";
const sessionEndListeners = new Set<() => void>();
const answerListeners = new Set<() => void>();

/** The own socket; the server does not echo to it what this client did over HTTP. */
export function setConnectionId(id: string): void {
  connectionId = id;
}

/** Calls back when the server says the session is over. */
export function onSessionEnd(listener: () => void): () => void {
  sessionEndListeners.add(listener);
  return () => sessionEndListeners.delete(listener);
}

/** Calls back whenever the server has answered, whatever it said. */
export function onAnswer(listener: () => void): () => void {
  answerListeners.add(listener);
  return () => answerListeners.delete(listener);
}

/** The address of an API path such as `/users/me`. */
export function apiUrl(path: string, query: RequestOptions["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const tail = search.size > 0 ? `?${search.toString()}` : "";
  return `${basePath}/api/v4${path}${tail}`;
}

/** Headers every writing request carries, for requests this module does not send itself (uploads). */
export function authHeaders(): Record<string, string> {
  // What the server has to say is read in the language of this client, whatever the browser speaks.
  const headers: Record<string, string> = { "X-Requested-With": "XMLHttpRequest", "Accept-Language": currentLocale() };
  const csrf = cookie("MMCSRF");
  if (csrf !== "") headers["X-CSRF-Token"] = csrf;
  if (connectionId !== "") headers["Connection-Id"] = connectionId;
  return headers;
}

/** What is being told to the server right now. */
const underWay = new Set<Promise<unknown>>();

/** Once nobody is waiting for the server to take something. */
export async function whenNothingIsSent(): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay);
}

/** Asks the server; the answer is its JSON. */
export function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const asked = answered<T>(method, path, options);
  if (method !== "GET") {
    underWay.add(asked);
    void asked.catch(() => undefined).then(() => underWay.delete(asked));
  }
  return asked;
}

async function answered<T>(method: Method, path: string, options: RequestOptions): Promise<T> {
  const response = await send(method, path, options);
  const text = await response.text();
  if (!response.ok) throw problem(response, text, path);
  return (text === "" ? null : JSON.parse(text)) as T;
}

export const get = <T>(path: string, query?: RequestOptions["query"], signal?: AbortSignal): Promise<T> =>
  request<T>("GET", path, { ...(query ? { query } : {}), signal });

export const post = <T>(path: string, body?: unknown, query?: RequestOptions["query"], signal?: AbortSignal): Promise<T> =>
  request<T>("POST", path, { body, ...(query ? { query } : {}), signal });

export const put = <T>(path: string, body?: unknown, query?: RequestOptions["query"]): Promise<T> =>
  request<T>("PUT", path, { body, ...(query ? { query } : {}) });

export const del = <T>(path: string, query?: RequestOptions["query"]): Promise<T> =>
  request<T>("DELETE", path, query ? { query } : {});

declare global {
  interface Window {
    /** What the page asked for before this code was there, see `static/boot.js`. */
    mmpyAsked?: { readonly meId: string; readonly answers: Record<string, Promise<Response>> };
  }
}

/** Answers that were asked for this long ago are of an earlier time. */
const AHEAD_MS = 5000;

/** The answer to a question that was asked before this code was there; each serves once. */
function askedAhead(url: string): Promise<Response> | undefined {
  const asked = window.mmpyAsked;
  if (asked === undefined) return undefined;
  if (performance.now() > AHEAD_MS || cookie("MMUSERID") !== asked.meId) {
    delete window.mmpyAsked;
    return undefined;
  }
  const answer = asked.answers[url];
  Reflect.deleteProperty(asked.answers, url);
  return answer;
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { ...authHeaders(), ...options.headers };
  const init: RequestInit = { method, headers, credentials: "same-origin", keepalive: options.keepalive ?? false };
  if (options.signal) init.signal = options.signal;
  if (options.body instanceof FormData || options.body instanceof Blob) {
    init.body = options.body;
  } else if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(options.body);
  }
  try {
    const url = apiUrl(path, options.query);
    const response = await ((method === "GET" ? askedAhead(url) : undefined) ?? fetch(url, init));
    for (const listener of answerListeners) listener();
    return response;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new AppError(t("error.offline"), OFFLINE, 0);
  }
}

interface ErrorBody {
  id?: string;
  message?: string;
  request_id?: string;
}

function problem(response: Response, text: string, path: string): AppError {
  let body: ErrorBody = {};
  try {
    body = JSON.parse(text) as ErrorBody;
  } catch {
    // A proxy in between answered with a page of its own.
  }
  const id = body.id ?? "";
  if (response.status === 401 && !path.startsWith("/users/login") && id === "api.context.session_expired.app_error") {
    for (const listener of sessionEndListeners) listener();
  }
  const message = body.message ?? "";
  return new AppError(message === "" ? t("error.unexpected") : message, id, response.status, body.request_id);
}

/** A cookie that scripts may see; empty if there is none. */
export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found === undefined ? "" : decodeURIComponent(found.slice(name.length + 1));
}

/** Words for any failure. */
export function messageOf(error: unknown): string {
  return error instanceof AppError ? error.message : t("error.unexpected");
}

/** The failure's id, empty if it is none of the server's. */
export function errorId(error: unknown): string {
  return error instanceof AppError ? error.id : "";
}
