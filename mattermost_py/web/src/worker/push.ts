/** Messages of push services: notes are shown, joined by place, taken away, and lead to their post. */
import { site, worker } from "./globals";
import type { Notice, ToPage } from "./messages";
import { closeNotices, inTurn, showNotice } from "./notice";

/** What the server sends; names are the wire's. */
interface Sent {
  readonly type: "message" | "id_loaded" | "clear" | "test";
  readonly place: string;
  readonly channel_id?: string;
  readonly post_id?: string;
  readonly root_id?: string;
  readonly title?: string;
  readonly body?: string;
  readonly badge?: number;
}

/** Browsers tell how many things wait on the program's icon, where they have one. */
interface Badged {
  setAppBadge?: (count: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

interface Cookies {
  cookieStore?: { get: (name: string) => Promise<{ value?: string } | null> };
}

const LOAD_PATIENCE_MS = 10_000;

/** What takes a note away must not overtake what shows it. */
export async function pushed(event: PushEvent): Promise<void> {
  const sent = event.data?.json() as Sent | undefined;
  if (sent !== undefined) await inTurn(() => take(sent));
}

async function take(sent: Sent): Promise<void> {
  if (sent.type === "clear") {
    await closeNotices(sent.place);
    if ((await worker.registration.getNotifications()).length === 0) await badge(0);
    return;
  }
  if (sent.badge !== undefined) await badge(sent.badge);
  // Who looks at the site hears of it there.
  if (sent.type !== "test" && (await windows()).some((one) => one.focused && one.visibilityState === "visible")) return;
  await showNotice(await noticeOf(sent));
}

/** Goes to the post, in a window that is open or in a new one. */
export async function clicked(event: NotificationEvent): Promise<void> {
  event.notification.close();
  const { channelId, postId, rootId } = event.notification.data as Notice;
  const open = await windows();
  const chosen = open.find((one) => one.focused) ?? open.find((one) => one.visibilityState === "visible") ?? open[0];
  if (chosen === undefined) {
    await worker.clients.openWindow(new URL(postId === "" ? "." : `_redirect/pl/${postId}`, site).href);
    return;
  }
  // Only a real click may bring a window to the front.
  await chosen.focus().catch(() => undefined);
  if (postId !== "") chosen.postMessage({ type: "open", channelId, postId, rootId } satisfies ToPage);
}

/** The browser got another address; it keeps the server's key. The old one is called no more. */
export async function readdressed(event: Event): Promise<void> {
  const { oldSubscription: old, newSubscription: given } = event as Event & {
    oldSubscription?: PushSubscription | null;
    newSubscription?: PushSubscription | null;
  };
  const fresh = given ?? (old ? await worker.registration.pushManager.subscribe(old.options) : null);
  if (fresh === null) return;
  await tell("POST", fresh);
  if (old && old.endpoint !== fresh.endpoint) await tell("DELETE", { endpoint: old.endpoint });
}

async function tell(method: "POST" | "DELETE", subscription: PushSubscription | { endpoint: string }): Promise<void> {
  // Not every browser lets workers see cookies; servers that insist on this one are told by the next page.
  const csrf = (await (worker as Cookies).cookieStore?.get("MMCSRF"))?.value ?? "";
  await fetch(new URL("api/v4/web_push/subscriptions", site), {
    method,
    headers: { "Content-Type": "application/json", "X-Requested-With": "XMLHttpRequest", ...(csrf === "" ? {} : { "X-CSRF-Token": csrf }) },
    body: JSON.stringify(subscription),
  });
}

async function noticeOf(sent: Sent): Promise<Notice> {
  const notice: Notice = {
    place: sent.place === "" ? "test" : sent.place,
    channelId: sent.channel_id ?? "",
    postId: sent.post_id ?? "",
    rootId: sent.root_id ?? "",
    title: sent.title ?? "",
    body: sent.body ?? "",
  };
  return sent.type === "id_loaded" ? { ...notice, ...(await loaded(notice.postId)) } : notice;
}

/** The words of a post whose id alone was sent: the browser's own session may read them, the push service may not. */
async function loaded(postId: string): Promise<Pick<Notice, "title" | "body"> | undefined> {
  try {
    const response = await fetch(new URL(`api/v4/web_push/posts/${postId}`, site), { signal: AbortSignal.timeout(LOAD_PATIENCE_MS) });
    if (!response.ok) return undefined;
    const { title, body } = (await response.json()) as Pick<Notice, "title" | "body">;
    return { title, body };
  } catch {
    return undefined; // a note without words is better than none
  }
}

async function windows(): Promise<WindowClient[]> {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter((one) => one.url.startsWith(site.href));
}

async function badge(count: number): Promise<void> {
  const { setAppBadge, clearAppBadge } = worker.navigator as Badged;
  await (count > 0 ? setAppBadge?.call(worker.navigator, count) : clearAppBadge?.call(worker.navigator))?.catch(() => undefined);
}
