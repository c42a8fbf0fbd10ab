/** What people do to threads: follow, read, mark unread; and bringing threads into the store. */
import type { UserThreadList } from "@mattermost/types/threads";

import { messageOf } from "@/client/http";
import { followThread, readAllThreads, readThread, teamThread, teamThreads, threadPosts, unfollowThread } from "@/client/threads";
import { needUsers } from "@/load/users";
import type { State } from "@/state/model";
import { receiveThreadPosts } from "@/state/posts";
import { change, getState } from "@/state/store";
import { allThreadsRead, isFollowed, receiveThread, receiveThreads, setThreadFollowing, threadRead } from "@/state/threads";
import { showToast } from "@/state/ui";
import { receiveUsers } from "@/state/users";

/** The team a thread is followed in; those of direct channels in the one on the screen. */
export function threadTeam(state: State, rootId: string): string {
  const channelId = state.posts.byId[rootId]?.channel_id ?? "";
  return state.channels.byId[channelId]?.team_id || state.teams.currentId;
}

const complain = (error: unknown) => change(showToast, messageOf(error), "danger");

export async function toggleFollow(rootId: string): Promise<void> {
  const state = getState();
  const teamId = threadTeam(state, rootId);
  const isFollowing = isFollowed(state, rootId);
  change(setThreadFollowing, teamId, rootId, !isFollowing);
  try {
    await (isFollowing ? unfollowThread(teamId, rootId) : followThread(teamId, rootId));
  } catch (error) {
    change(setThreadFollowing, teamId, rootId, isFollowing);
    complain(error);
  }
}

/** Notes that a thread has been read to its end. */
export function markThreadRead(rootId: string): void {
  const state = getState();
  const thread = state.threads.byId[rootId];
  if (thread && thread.unread_replies === 0 && thread.unread_mentions === 0) return;
  const teamId = threadTeam(state, rootId);
  // The clock of this machine may be behind that of the server.
  const timestamp = Math.max(Date.now(), thread?.last_reply_at ?? 0);
  change(threadRead, teamId, rootId, { timestamp, unread_replies: 0, unread_mentions: 0 });
  readThread(teamId, rootId, timestamp).catch(() => undefined);
}

export async function markAllRead(teamId: string): Promise<void> {
  try {
    await readAllThreads(teamId);
    change(allThreadsRead, teamId, Date.now());
  } catch (error) {
    complain(error);
  }
}

/** All posts of a thread, page by page. */
export async function loadThread(rootId: string): Promise<void> {
  let from: { id: string; create_at: number } | undefined;
  for (;;) {
    const page = await threadPosts(rootId, from);
    const posts = Object.values(page.posts);
    needUsers(posts.map((post) => post.user_id));
    change(receiveThreadPosts, rootId, posts, !page.has_next);
    if (!page.has_next) return;
    const last = posts.filter((post) => post.id !== rootId).sort((a, b) => b.create_at - a.create_at)[0];
    if (!last || last.id === from?.id) return;
    from = { id: last.id, create_at: last.create_at };
  }
}

/** What the user has read of one thread; unknown threads are simply not followed. */
export async function loadThreadState(rootId: string): Promise<void> {
  const teamId = threadTeam(getState(), rootId);
  try {
    const thread = await teamThread(teamId, rootId);
    change(receiveThread, teamId, { ...thread, is_following: true });
  } catch {
    // A thread nobody follows has no state of its own.
  }
}

/** The thread a page of the inbox ends with. */
export interface InboxEnd {
  readonly id: string;
  readonly lastReplyAt: number;
}

const INBOX_PAGE = 25;

/** Brings a page of the inbox; null if it was the last one. */
export async function loadInbox(teamId: string, before: string | undefined, unread: boolean): Promise<InboxEnd | null> {
  const list: UserThreadList = await teamThreads(teamId, { unread, ...(before === undefined ? {} : { before }) });
  const threads = (list.threads as UserThreadList["threads"] | null) ?? [];
  const people = threads.flatMap((thread) => thread.participants).flatMap((one) => ("username" in one ? one : []));
  change((state) => receiveThreads(receiveUsers(state, people), teamId, { ...list, threads }));
  needUsers(threads.flatMap((thread) => [thread.post.user_id, ...thread.participants.map((one) => one.id)]));
  const last = threads.at(-1);
  return last === undefined || threads.length < INBOX_PAGE ? null : { id: last.id, lastReplyAt: last.last_reply_at };
}
