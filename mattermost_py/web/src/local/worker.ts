/** The service worker as pages see it: started late, and told what they loaded before. */
import { basePath } from "@/client/http";
import type { Notice, ToPage, ToWorker } from "@/worker/messages";

const CHECK_EVERY_MS = 60 * 60_000;

let started = false;

/** Whether this browser lets pages have one; plain HTTP does not, except on the same machine. */
export function hasWorkers(): boolean {
  return "serviceWorker" in navigator && import.meta.env.PROD;
}

/** Starts the worker. `open` is called when somebody clicks a note. */
export function startWorker(open: (to: ToPage) => void): void {
  if (!hasWorkers() || started) return;
  started = true;
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<ToPage>) => open(event.data));
  register().catch(() => undefined);
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(`${basePath}/sw.js`, { scope: `${basePath}/`, updateViaCache: "none" });
  greet(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    fresh?.addEventListener("statechange", () => fresh.state === "installed" && greet(fresh));
  });
  setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
  const { active } = await navigator.serviceWorker.ready;
  tell(active, { type: "keep", urls: performance.getEntriesByType("resource").map((entry) => entry.name) });
}

/** Lets a new worker take over if this page is of its build. */
function greet(fresh: ServiceWorker | null): void {
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  if (entry !== null) tell(fresh, { type: "built", entry: entry.src });
}

function tell(worker: ServiceWorker | null, message: ToWorker): void {
  worker?.postMessage(message);
}

/** The worker once it runs; undefined where there is none. */
export async function runningWorker(): Promise<ServiceWorkerRegistration | undefined> {
  return hasWorkers() ? navigator.serviceWorker.getRegistration(`${basePath}/`) : undefined;
}

/** Has a note of the system shown that outlives the page. */
export async function notify(notice: Notice): Promise<void> {
  await tellRunning({ type: "notify", notice });
}

/** Has notes of the system taken away: those of a place, or all. */
export async function dismissNotices(place = ""): Promise<void> {
  await tellRunning({ type: "dismiss", place });
}

/** Without a worker there are no such notes. */
async function tellRunning(message: ToWorker): Promise<void> {
  const registration = await runningWorker().catch(() => undefined);
  registration?.active?.postMessage(message);
}
