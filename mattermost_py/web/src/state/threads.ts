/** Threads the user follows, with their unread counts per team. */
import type { Post } from "@mattermost/types/posts";
import type { UserThread, UserThreadList } from "@mattermost/types/threads";
import { withKey } from "./maps";
import type { State, ThreadCounts, ThreadsState } from "./model";
import { storePosts } from "./posts";
import { memo } from "./store";

/** What is new to the user in a thread. */
interface Waiting {
  readonly unread_replies: number;
  readonly unread_mentions: number;
}

const NO_COUNTS: ThreadCounts = { total: 0, total_unread_threads: 0, total_unread_mentions: 0 };

function withThreads(state: State, patch: Partial<ThreadsState>): State {
  return { ...state, threads: { ...state.threads, ...patch } };
}

/** A page of the threads inbox of a team. Its counts are the server's truth. */
export function receiveThreads(state: State, teamId: string, list: UserThreadList): State {
  const threads = list.threads;
  let next = storePosts(state, threads.map((thread) => thread.post).filter((post) => "message" in post));
  for (const thread of threads) next = placeThread(next, teamId, thread);
  return receiveThreadCounts(next, teamId, list);
}

export function receiveThreadCounts(state: State, teamId: string, counts: ThreadCounts): State {
  const { total, total_unread_threads, total_unread_mentions } = counts;
  return withThreads(state, {
    counts: withKey(state.threads.counts, teamId, { total, total_unread_threads, total_unread_mentions }),
  });
}

/**
 * A thread as the server sees it now (`thread_updated`, or fetched).
 * Counts of the team move by the difference to `previous`, or to what was known.
 */
export function receiveThread(
  state: State,
  teamId: string,
  thread: UserThread,
  previous?: Waiting,
): State {
  const known = previous ?? state.threads.byId[thread.id];
  const isNew = !(state.threads.inTeam[teamId] ?? []).includes(thread.id);
  // An event tells less of the first message than a list does: it only fills a gap.
  const hasRoot = thread.id in state.posts.byId || !("message" in thread.post);
  const placed = placeThread(hasRoot ? state : storePosts(state, [thread.post as Post]), teamId, thread);
  return countsMove(placed, teamId, {
    total: isNew && thread.is_following ? 1 : 0,
    threads: Number(thread.unread_replies > 0) - Number((known?.unread_replies ?? 0) > 0),
    mentions: thread.unread_mentions - (known?.unread_mentions ?? 0),
  });
}

/** Following or not; an unfollowed thread leaves the inbox and the counts. */
export function setThreadFollowing(state: State, teamId: string, threadId: string, following: boolean): State {
  const post = state.posts.byId[threadId];
  const posts = post
    ? { ...state.posts, byId: withKey(state.posts.byId, threadId, { ...post, is_following: following }) }
    : state.posts;
  const thread = state.threads.byId[threadId];
  const next = { ...state, posts };
  if (thread === undefined) return next;
  const changed = withThreads(next, {
    byId: withKey(state.threads.byId, threadId, { ...thread, is_following: following }),
  });
  if (thread.is_following === following) return changed;
  const sign = following ? 1 : -1;
  return countsMove(changed, teamId, {
    total: sign,
    threads: thread.unread_replies > 0 ? sign : 0,
    mentions: sign * thread.unread_mentions,
  });
}

/** A thread was read, or marked unread, up to a moment. One that is not loaded moves the counts by the difference to `previous`. */
export function threadRead(state: State, teamId: string, threadId: string, read: Waiting & { timestamp: number }, previous?: Waiting): State {
  const thread = state.threads.byId[threadId];
  const { timestamp: last_viewed_at, unread_replies, unread_mentions } = read;
  const changed = thread
    ? withThreads(state, { byId: withKey(state.threads.byId, threadId, { ...thread, last_viewed_at, unread_replies, unread_mentions }) })
    : state;
  const before: Waiting | undefined = thread ?? previous;
  if (before === undefined) return state;
  return countsMove(changed, teamId, {
    total: 0,
    threads: Number(unread_replies > 0) - Number(before.unread_replies > 0),
    mentions: unread_mentions - before.unread_mentions,
  });
}

/** Everything in the team's inbox was read. */
export function allThreadsRead(state: State, teamId: string, timestamp: number): State {
  const byId: Record<string, UserThread> = { ...state.threads.byId };
  for (const id of state.threads.inTeam[teamId] ?? []) {
    const thread = byId[id];
    if (thread) byId[id] = { ...thread, unread_replies: 0, unread_mentions: 0, last_viewed_at: timestamp };
  }
  const total = state.threads.counts[teamId]?.total ?? 0;
  const counts = withKey(state.threads.counts, teamId, { ...NO_COUNTS, total });
  return withThreads(state, { byId, counts });
}

/** A deleted root takes its thread along. */
export function removeThread(state: State, threadId: string): State {
  let next = state;
  for (const [teamId, ids] of Object.entries(state.threads.inTeam)) {
    if (!ids.includes(threadId)) continue;
    next = setThreadFollowing(next, teamId, threadId, false);
    next = withThreads(next, { inTeam: withKey(next.threads.inTeam, teamId, ids.filter((id) => id !== threadId)) });
  }
  return next;
}

/** Forgets threads but the latest of each team, those with something new, and these. */
export function keepLatestThreads(state: State, most: number, ids: ReadonlySet<string>): State {
  const { byId, inTeam } = state.threads;
  const isWaiting = (id: string) => (byId[id]?.unread_replies ?? 0) > 0 || ids.has(id);
  const kept = Object.entries(inTeam).map(([teamId, all]) => {
    const latest = new Set([...all].sort((a, b) => (byId[b]?.last_reply_at ?? 0) - (byId[a]?.last_reply_at ?? 0)).slice(0, most));
    return [teamId, all.filter((id) => latest.has(id) || isWaiting(id))] as const;
  });
  const there = new Set(kept.flatMap(([, all]) => all));
  return withThreads(state, {
    byId: Object.fromEntries(Object.entries(byId).filter(([id]) => there.has(id) || ids.has(id))),
    inTeam: Object.fromEntries(kept),
  });
}

/** Whether the user follows a thread: its own state is newer than what came with its root. */
export function isFollowed(state: State, rootId: string): boolean {
  return state.threads.byId[rootId]?.is_following ?? state.posts.byId[rootId]?.is_following ?? false;
}

export function threadCounts(state: State, teamId: string): ThreadCounts {
  return state.threads.counts[teamId] ?? NO_COUNTS;
}

const sorted = memo((ids: readonly string[], byId: ThreadsState["byId"]) =>
  ids
    .flatMap((id) => byId[id] ?? [])
    .filter((thread) => thread.is_following)
    .sort((a, b) => b.last_reply_at - a.last_reply_at),
);
const NONE: readonly string[] = [];

/** Followed threads of a team, last reply first. */
export function threadsInTeam(state: State, teamId: string): readonly UserThread[] {
  return sorted(state.threads.inTeam[teamId] ?? NONE, state.threads.byId);
}

function placeThread(state: State, teamId: string, thread: UserThread): State {
  const known = state.threads.inTeam[teamId] ?? NONE;
  const following = (thread.is_following as boolean | undefined) ?? true;
  return withThreads(state, {
    byId: withKey(state.threads.byId, thread.id, { ...thread, is_following: following }),
    inTeam: known.includes(thread.id) ? state.threads.inTeam : withKey(state.threads.inTeam, teamId, [...known, thread.id]),
  });
}

function countsMove(state: State, teamId: string, by: { total: number; threads: number; mentions: number }): State {
  const counts = state.threads.counts[teamId] ?? NO_COUNTS;
  return receiveThreadCounts(state, teamId, {
    total: Math.max(0, counts.total + by.total),
    total_unread_threads: Math.max(0, counts.total_unread_threads + by.threads),
    total_unread_mentions: Math.max(0, counts.total_unread_mentions + by.mentions),
  });
}
