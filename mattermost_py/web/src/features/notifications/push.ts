/** Whether this browser is called while no window is open: the user's choice, kept here, made true with each sign-in. */
import { pushKey, subscribePush, testPush, unsubscribePush } from "@/client/webpush";
import { hasWorkers, runningWorker } from "@/local/worker";
import { choosePush, isPushChosen } from "./pushChoice";

export type PushState = "unsupported" | "denied" | "off" | "on";

export function pushState(): PushState {
  if (!hasWorkers() || !("PushManager" in window) || !("Notification" in window)) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" && isPushChosen() ? "on" : "off";
}

/** Asks the user's leave, then subscribes. Throws what the push service or the server says. */
export async function switchPushOn(): Promise<PushState> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "denied" : "off";
  await subscribe();
  choosePush(true);
  return "on";
}

export async function switchPushOff(): Promise<PushState> {
  choosePush(false);
  const subscription = await current();
  if (subscription) {
    await unsubscribePush(subscription.endpoint);
    await subscription.unsubscribe();
  }
  return "off";
}

/** After a sign-in: the server learns which session the browser belongs to now. */
export async function resumePush(): Promise<void> {
  if (pushState() === "on") await subscribe();
}

/** At sign-out: what is still on its way finds nobody. The choice stays for the next sign-in. */
export async function suspendPush(): Promise<void> {
  await (await current())?.unsubscribe();
}

export const tryPush = testPush;

async function subscribe(): Promise<void> {
  const { public_key: key } = await pushKey();
  const registration = await navigator.serviceWorker.ready;
  let subscription = await registration.pushManager.getSubscription();
  if (subscription && !isFor(subscription, key)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ??= await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  await subscribePush(subscription.toJSON());
}

async function current(): Promise<PushSubscription | null> {
  const registration = await runningWorker();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Whether a subscription was made for this server's key. */
function isFor(subscription: PushSubscription, key: string): boolean {
  const made = subscription.options.applicationServerKey;
  if (made === null) return true;
  const [one, other] = [new Uint8Array(made), bytesOf(key)];
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
