/**
 * The pages without a network: the page itself from the network first, its files from the cache first. Answers of the
 * API never pass through here, so nothing of one account can be seen by another.
 */
import { BUILD, SHELL, site, worker } from "./globals";

const PREFIX = "mmpy-shell-";
const CACHE = PREFIX + BUILD;
const PAGE_PATIENCE_MS = 5000;
/** Paths below the site that are no pages of the client. */
const NO_PAGE = /^(api|static|plugins|files|hooks|oauth|login\/sso)\//;
/** Files of the bundler: what such a name stands for never changes. */
const HASHED = /^static\/.*-[\w-]{8}\.\w+$/;

/** What newer browsers let a worker say beforehand; TypeScript does not know of it yet. */
export interface RoutingEvent extends ExtendableEvent {
  addRoutes?: (rules: { condition: { urlPattern: { pathname: string } }; source: "network" }) => Promise<void>;
}

/** The API is not the worker's business: a browser that is told so does not wake it for each request and picture. */
export function leaveToNetwork(event: RoutingEvent): void {
  const rules = { condition: { urlPattern: { pathname: `${site.pathname}api/*` } }, source: "network" } as const;
  void event.addRoutes?.(rules).catch(() => undefined);
}

/** Keeps everything the first screen needs, or nothing. */
export async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  // One after the other, so that on a poor line the page keeps ways to the server.
  for (const path of SHELL) await cache.add(new Request(new URL(path, site), HASHED.test(path) ? {} : { cache: "reload" }));
  await cache.add(new Request(site, { cache: "reload" }));
}

/** Forgets older builds, but for the one that pages still open may load parts of. */
export async function activate(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await worker.registration.navigationPreload.enable();
  await worker.clients.claim();
}

/** Whether a page was made by this build. */
export function isOfThisBuild(entry: string): boolean {
  return SHELL.some((path) => new URL(path, site).href === entry);
}

/** Keeps files a page loaded before the worker was there. */
export async function keep(urls: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = urls.filter((url) => HASHED.test(below(new URL(url)) ?? ""));
  for (const url of wanted) if (!(await caches.match(url))) await cache.add(url).catch(() => undefined);
}

/** The answer to a request of a page; undefined leaves it to the browser. */
export function answer(event: FetchEvent): Promise<Response> | undefined {
  const { request } = event;
  const path = below(new URL(request.url));
  if (request.method !== "GET" || path === undefined) return undefined;
  if (request.mode === "navigate") return NO_PAGE.test(path) ? undefined : page(event);
  return path.startsWith("static/") ? file(request, path) : undefined;
}

/** The path below the site, if the address lies there. */
function below(url: URL): string | undefined {
  if (url.origin !== site.origin || !url.pathname.startsWith(site.pathname)) return undefined;
  return url.pathname.slice(site.pathname.length);
}

/** Every page is the same one: the newest the server gives, else the kept one. */
async function page(event: FetchEvent): Promise<Response> {
  const asked = fresh(event);
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PAGE_PATIENCE_MS));
  const found = await Promise.race([asked.catch(() => undefined), late]);
  if (found !== undefined && found.status < 500) return found;
  const kept = await caches.match(site, { cacheName: CACHE });
  return kept ?? found ?? asked;
}

async function fresh(event: FetchEvent): Promise<Response> {
  const preloaded = (await event.preloadResponse) as Response | undefined;
  const response = preloaded ?? (await fetch(event.request));
  const isPage = response.ok && !response.redirected && (response.headers.get("content-type") ?? "").startsWith("text/html");
  if (isPage) {
    const copy = response.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(site, copy)));
  }
  return response;
}

async function file(request: Request, path: string): Promise<Response> {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok && HASHED.test(path)) {
    const copy = response.clone();
    const cache = await caches.open(CACHE);
    // A full disk costs only the file's place in the cache.
    void cache.put(request.url, copy).catch(() => undefined);
  }
  return response;
}
