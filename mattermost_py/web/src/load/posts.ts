/** Brings posts of a channel into the store: around the first unread, page by page, around a post, what was missed. */
import type { PostList } from "@mattermost/types/posts";

import { isUnreachable } from "@/client/http";
import { latestPosts, postById, postsAfter, postsAroundUnread, postsBefore, postsSince } from "@/client/posts";
import { unreadOf } from "@/state/channels";
import type { State } from "@/state/model";
import { knownTo, newestBlock, receiveChangedPosts, receivePosts, storePosts } from "@/state/posts";
import { isCollapsedThreads, preference } from "@/state/preferences";
import { receiveEmoji } from "@/state/emoji";
import { change, getState } from "@/state/store";

import { postsAreHere } from "@/load/first";
import { noteListed } from "@/load/forgetting";
import { needUsers } from "@/load/users";

const underWay = new Map<string, Promise<void>>();
const SINCE_LIMIT = 1000;

/** Does a piece of loading once, however many ask for it meanwhile. */
function once(key: string, work: () => Promise<void>): Promise<void> {
  const running = underWay.get(key);
  if (running) return running;
  const started = work().finally(() => underWay.delete(key));
  underWay.set(key, started);
  return started;
}

const listing = () => ({ collapsed: isCollapsedThreads(getState()) });

function noteCompanions(list: PostList): void {
  const posts = Object.values(list.posts);
  needUsers(posts.map((post) => post.user_id));
  const emojis = posts.flatMap((post) => (post.metadata as Partial<typeof post.metadata> | undefined)?.emojis ?? []);
  if (emojis.length > 0) change(receiveEmoji, emojis);
}

/** Whether the user wants an unread channel to open at its newest post instead of where they left off. */
export function startsAtNewest(state: State): boolean {
  return preference(state, "advanced_settings", "unread_scroll_position", "start_from_left_off") === "start_from_newest";
}

/** Makes a channel ready to read: its unread window, its newest page, or what was missed since it was last seen. */
export function openChannel(channelId: string): Promise<void> {
  return once(`open:${channelId}`, async () => {
    if (newestBlock(getState(), channelId)) return;
    if (isLineLost() && (await showKept(channelId))) return;
    try {
      await fetchEnd(channelId);
    } catch (error) {
      if (!isUnreachable(error) || !(await showKept(channelId))) throw error;
    } finally {
      postsAreHere();
    }
  });
}

async function fetchEnd(channelId: string): Promise<void> {
  const state = getState();
  if (await catchUp(channelId)) return;
  const isUnread = !startsAtNewest(state) && unreadOf(state, channelId).messages > 0;
  const list = isUnread ? await postsAroundUnread(channelId, listing()) : await latestPosts(channelId, listing());
  noteCompanions(list);
  change(receivePosts, channelId, list, isUnread ? {} : { atNewest: true });
}

const isLineLost = () => getState().connection.link === "offline";

/** Without a server, what this browser kept of the channel; false if that is nothing. */
async function showKept(channelId: string): Promise<boolean> {
  const state = getState();
  if (state.posts.blocks[channelId] !== undefined) return true;
  const { restorePosts } = await import("@/local/snapshot");
  return restorePosts(state.users.meId, channelId);
}

/** Asks what changed since the last known post; false if too much did, or nothing is known. */
async function catchUp(channelId: string): Promise<boolean> {
  const state = getState();
  const [newest] = state.posts.blocks[channelId] ?? [];
  if (!newest || newest.ids.length === 0) return false;
  const since = knownTo(state, newest);
  if (since === 0) return false;
  const changed = await postsSince(channelId, since, listing());
  if (changed.order.length >= SINCE_LIMIT) return false;
  noteCompanions(changed);
  change(receiveChangedPosts, channelId, changed);
  return true;
}

export function loadOlder(channelId: string, oldestId: string): Promise<void> {
  return once(`older:${channelId}`, async () => {
    const list = await postsBefore(channelId, oldestId, listing());
    noteCompanions(list);
    change(receivePosts, channelId, list, { besides: oldestId, atNewest: false, atOldest: list.prev_post_id === "" });
  });
}

export function loadNewer(channelId: string, newestId: string): Promise<void> {
  return once(`newer:${channelId}`, async () => {
    const list = await postsAfter(channelId, newestId, listing());
    noteCompanions(list);
    change(receivePosts, channelId, list, { besides: newestId, atOldest: false, atNewest: list.next_post_id === "" });
  });
}

/** The newest page, for jumping to the present from far back. */
export function loadLatest(channelId: string): Promise<void> {
  return once(`latest:${channelId}`, async () => {
    if (newestBlock(getState(), channelId)) return;
    const list = await latestPosts(channelId, listing());
    noteCompanions(list);
    change(receivePosts, channelId, list, { atNewest: true });
  });
}

const AROUND = 30;

/** A post with its neighbours on both sides, for permalinks. */
export function loadAround(channelId: string, postId: string): Promise<void> {
  return once(`around:${postId}`, async () => {
    const [middle, before, after] = await Promise.all([
      postById(postId),
      postsBefore(channelId, postId, listing(), AROUND),
      postsAfter(channelId, postId, listing(), AROUND),
    ]);
    const list: PostList = {
      order: [...after.order, postId, ...before.order],
      posts: { ...before.posts, ...after.posts, [postId]: middle },
      next_post_id: after.next_post_id,
      prev_post_id: before.prev_post_id,
      first_inaccessible_post_time: 0,
    };
    noteCompanions(list);
    change(receivePosts, channelId, list);
  });
}

/** Puts posts of searches and lists into the store, with their people. */
export function keepPosts(list: PostList, isMore = false): void {
  noteListed(list.order, isMore);
  noteCompanions(list);
  change(storePosts, Object.values(list.posts));
}
