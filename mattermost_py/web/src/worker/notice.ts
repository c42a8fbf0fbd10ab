/** One note of the system for each place (a channel or a thread); what follows there joins it. */

/** What a note tells; also what is kept with it. */
export interface Notice {
  readonly place: string;
  readonly channelId: string;
  readonly postId: string;
  readonly rootId: string;
  readonly title: string;
  readonly body: string;
}

interface Kept extends Notice {
  readonly postIds: readonly string[];
  readonly lines: readonly string[];
}

/** Not every browser's types know these. */
interface Options extends NotificationOptions {
  renotify: boolean;
}

const LINES_MOST = 4;

let before: Promise<unknown> = Promise.resolve();

/** Shows a note, unless this post's is there already. One after the other, since each joins what is there. */
export function showNotice(registration: ServiceWorkerRegistration, site: URL, notice: Notice): Promise<void> {
  return inTurn(() => join(registration, site, notice));
}

function inTurn(act: () => Promise<void>): Promise<void> {
  const done = before.then(act);
  before = done.catch(() => undefined);
  return done;
}

async function join(registration: ServiceWorkerRegistration, site: URL, notice: Notice): Promise<void> {
  const [there] = await registration.getNotifications({ tag: notice.place });
  const kept = there?.data as Kept | undefined;
  if (kept?.postIds.includes(notice.postId)) return;
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
  await registration.showNotification(notice.title, options);
}

/** Takes the note of a place away; without one, all notes. */
export function closeNotices(registration: ServiceWorkerRegistration, place = ""): Promise<void> {
  return inTurn(async () => {
    const shown = await registration.getNotifications(place === "" ? {} : { tag: place });
    for (const note of shown) note.close();
  });
}

/** What pages and the worker tell each other. */
export type ToWorker =
  | { readonly type: "built"; readonly entry: string }
  | { readonly type: "keep"; readonly urls: readonly string[] };

export type ToPage = { readonly type: "open"; readonly channelId: string; readonly postId: string; readonly rootId: string };
