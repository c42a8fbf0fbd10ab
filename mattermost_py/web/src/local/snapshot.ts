/**
 * Keeps what the user has seen in the browser's database, and brings it back where the server cannot be reached. Only
 * what changed is written, while nothing else is to be done.
 */
import type { State, User } from "@/state/model";
import { change, getState, store } from "@/state/store";
import { whenIdle } from "@/ui/ahead";
import { type Entry, deleteDatabase, openDatabase, read, readAll, write } from "./database";
import { CHANNELS_MOST, isSame, type KeptChannel, type KeptPosts, type Parts, partsOf, postsOf, restored, withKeptPosts } from "./kept";

const PAUSE_MS = 2000;
/** So few that writing them costs no frame. */
const AT_ONCE = 40;

/** Writes down what changed since it last did. */
class Keeper {
  private before: Partial<State> = {};
  private parts: Partial<Parts> = {};
  private readonly channels = new Map<string, KeptChannel>();
  private readonly users = new Map<string, User>();
  private readonly posts = new Map<string, KeptPosts>();
  private timer = 0;
  private running: Promise<void> = Promise.resolve();
  private readonly stopHearing: () => void;

  constructor(
    private readonly database: IDBDatabase,
    kept: ReadonlyMap<string, KeptPosts>,
  ) {
    for (const [id, { at }] of kept) this.posts.set(id, { at, ids: [], posts: [] });
    this.stopHearing = store.subscribe(() => this.later());
    document.addEventListener("visibilitychange", this.hidden);
    this.later();
  }

  stop(): void {
    this.stopHearing();
    document.removeEventListener("visibilitychange", this.hidden);
    clearTimeout(this.timer);
    this.timer = -1;
    this.database.close();
  }

  private readonly hidden = (): void => {
    if (document.visibilityState === "hidden") this.now();
  };

  private later(): void {
    if (this.timer !== 0) return;
    this.timer = window.setTimeout(() => whenIdle(() => this.now()), PAUSE_MS);
  }

  private now(): void {
    if (this.timer === -1) return;
    clearTimeout(this.timer);
    this.timer = 0;
    // A full or forbidden disk costs only what would be read without a server.
    this.running = this.running.then(() => this.keep(getState())).catch(() => undefined);
  }

  private async keep(state: State): Promise<void> {
    const before = this.before;
    this.before = state;
    await this.put("parts", this.changedParts(state));
    if (state.channels !== before.channels) await this.put("channels", this.changedChannels(state));
    if (state.users.byId !== before.users?.byId) await this.put("users", this.changedUsers(state));
    if (state.posts !== before.posts) await this.put("posts", this.changedPosts(state));
  }

  private async put(name: "parts" | "channels" | "users" | "posts", entries: readonly Entry[]): Promise<void> {
    for (let start = 0; start < entries.length; start += AT_ONCE) {
      if (start > 0) await aMomentOfRest();
      await write(this.database, name, entries.slice(start, start + AT_ONCE));
    }
  }

  private changedParts(state: State): Entry[] {
    const parts = partsOf(state);
    const changed = Object.entries(parts).filter(([name, part]) => this.parts[name as keyof Parts] !== part);
    this.parts = parts;
    return changed;
  }

  private changedChannels({ channels: { byId, mine } }: State): Entry[] {
    const changed: Entry[] = [];
    for (const [id, member] of Object.entries(mine)) {
      const channel = byId[id];
      const kept = this.channels.get(id);
      if (channel === undefined || (kept?.channel === channel && kept.member === member)) continue;
      this.channels.set(id, { channel, member });
      changed.push([id, { channel, member }]);
    }
    for (const id of this.channels.keys()) {
      if (id in mine) continue;
      this.channels.delete(id);
      this.posts.delete(id);
      changed.push([id, undefined]);
    }
    return changed;
  }

  private changedUsers({ users: { byId } }: State): Entry[] {
    const changed = Object.values(byId).filter((user) => this.users.get(user.id) !== user);
    for (const user of changed) this.users.set(user.id, user);
    const gone = [...this.users.keys()].filter((id) => !(id in byId));
    for (const id of gone) this.users.delete(id);
    return [...changed.map((user): Entry => [user.id, user]), ...gone.map((id): Entry => [id, undefined])];
  }

  private changedPosts(state: State): Entry[] {
    const changed: Entry[] = [];
    for (const id of Object.keys(state.posts.blocks)) {
      const fresh = id in state.channels.mine ? postsOf(state, id, Date.now()) : undefined;
      const kept = this.posts.get(id);
      if (fresh === undefined || (kept && isSame(kept, fresh))) continue;
      // The youngest stand at the end.
      this.posts.delete(id);
      this.posts.set(id, fresh);
      changed.push([id, fresh]);
    }
    for (const [id] of [...this.posts].sort(([, one], [, other]) => one.at - other.at).slice(0, Math.max(0, this.posts.size - CHANNELS_MOST))) {
      this.posts.delete(id);
      changed.push([id, undefined]);
    }
    return changed;
  }
}

/** Between two portions; a page that goes away has no time for it. */
function aMomentOfRest(): Promise<void> {
  if (document.visibilityState === "hidden") return Promise.resolve();
  return new Promise((resolve) => whenIdle(resolve));
}

let keeper: Keeper | null = null;
let keeping = "";

/** Begins to keep what this user sees. */
export async function keepSnapshot(userId: string): Promise<void> {
  if (keeping === userId) return;
  keeping = userId;
  try {
    const database = await openDatabase(userId);
    const posts = await readAll<KeptPosts>(database, "posts");
    if (keeping === userId) keeper = new Keeper(database, posts);
    else database.close();
  } catch {
    keeping = ""; // private windows of some browsers have no database
  }
}

/** Brings back everything but posts; false when nothing was kept. */
export async function restoreSnapshot(userId: string): Promise<boolean> {
  try {
    const database = await openDatabase(userId);
    try {
      const parts = await readAll<unknown>(database, "parts");
      const [channels, users] = await Promise.all([readAll<KeptChannel>(database, "channels"), readAll<User>(database, "users")]);
      if (parts.get("me") !== userId || !users.has(userId)) return false;
      change(restored, Object.fromEntries(parts) as unknown as Parts, channels, users);
      return true;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Brings back the end of one channel; false when it was never opened here. */
export async function restorePosts(userId: string, channelId: string): Promise<boolean> {
  try {
    const database = await openDatabase(userId);
    const kept = await read<KeptPosts>(database, "posts", channelId).finally(() => database.close());
    if (kept === undefined) return false;
    change(withKeptPosts, channelId, kept);
    return true;
  } catch {
    return false;
  }
}

/** Forgets everything kept of a user, as at sign-out. */
export async function forgetSnapshot(userId: string): Promise<void> {
  keeper?.stop();
  keeper = null;
  keeping = "";
  if (userId !== "") await deleteDatabase(userId).catch(() => undefined);
}
