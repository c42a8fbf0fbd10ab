/**
 * One note of the system for each place (a channel or a thread); what follows there joins it. Pages and the push service
 * may both tell of a post, in any order and late: only the worker shows notes and takes them away, one after the other.
 */
import { site, worker } from "./globals";
import type { Notice } from "./messages";

interface Kept extends Notice {
  readonly postIds: readonly string[];
  readonly lines: readonly string[];
}

/** Not every browser's types know these. */
interface Options extends NotificationOptions {
  renotify: boolean;
}

const LINES_MOST = 4;
const TOLD_MOST = 200;

let before: Promise<unknown> = Promise.resolve();
/** Posts that had their note, also one that is gone: whoever tells of them later comes too late. */
const told = new Set<string>();

/** One thing after the other, since each looks at what is there. */
export function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const done = before.then(act);
  before = done.catch(() => undefined);
  return done;
}

/** Shows a note, unless this post had one. In turn. */
export async function showNotice(notice: Notice): Promise<void> {
  const [there] = await worker.registration.getNotifications({ tag: notice.place });
  const kept = there?.data as Kept | undefined;
  if (notice.postId !== "" && (told.has(notice.postId) || kept?.postIds.includes(notice.postId))) return;
  noteTold(notice.postId);
  const lines = [...(kept?.lines ?? []), notice.body].slice(-LINES_MOST);
  const data: Kept = { ...notice, lines, postIds: [...(kept?.postIds ?? []), notice.postId].slice(-LINES_MOST) };
  const options: Options = {
    body: lines.join("\n"),
    tag: notice.place,
    data,
    icon: new URL("api/v4/brand/icon/192", site).href,
    badge: new URL("static/badge-96.png", site).href,
    renotify: true,
  };
  await worker.registration.showNotification(notice.title, options);
}

function noteTold(postId: string): void {
  told.add(postId);
  for (const oldest of told) {
    if (told.size <= TOLD_MOST) return;
    told.delete(oldest);
  }
}

/** Takes the note of a place away; without one, all notes. In turn. */
export async function closeNotices(place = ""): Promise<void> {
  for (const note of await shownAt(place)) note.close();
}

/**
 * As `closeNotices`, for a page that has heard that a place was read. It may be late: what it tells of from now on came
 * after that, so that the posts of a note that goes now may have one again. In turn.
 */
export async function dismissNotices(place: string): Promise<void> {
  for (const note of await shownAt(place)) {
    (note.data as Kept | null)?.postIds.forEach((postId) => told.delete(postId));
    note.close();
  }
}

function shownAt(place: string): Promise<Notification[]> {
  return worker.registration.getNotifications(place === "" ? {} : { tag: place });
}
