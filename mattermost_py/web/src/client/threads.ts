/** Threads: one thread's posts, the inbox, following and reading. */
import type { PaginatedPostList } from "@mattermost/types/posts";
import type { UserThreadList, UserThreadWithPost } from "@mattermost/types/threads";
import { del, get, post, put } from "./http";

/** A page of a thread's posts, oldest first; `from` is the last post already known. */
export const threadPosts = (rootId: string, from?: { id: string; create_at: number }) =>
  get<PaginatedPostList>(`/posts/${rootId}/thread`, {
    skipFetchThreads: false,
    collapsedThreads: true,
    collapsedThreadsExtended: false,
    direction: "down",
    perPage: 200,
    ...(from ? { fromPost: from.id, fromCreateAt: from.create_at } : {}),
  });

export interface ThreadPage {
  before?: string;
  unread?: boolean;
}

export const teamThreads = (teamId: string, { before, unread = false }: ThreadPage = {}) =>
  get<UserThreadList>(`/users/me/teams/${teamId}/threads`, { extended: true, per_page: 25, unread, before });

export const teamThread = (teamId: string, threadId: string) =>
  get<UserThreadWithPost>(`/users/me/teams/${teamId}/threads/${threadId}`, { extended: true });

export const threadTotals = (teamId: string) => get<UserThreadList>(`/users/me/teams/${teamId}/threads`, { totalsOnly: true });

export const followThread = (teamId: string, threadId: string) => put<unknown>(`/users/me/teams/${teamId}/threads/${threadId}/following`);

export const unfollowThread = (teamId: string, threadId: string) => del<unknown>(`/users/me/teams/${teamId}/threads/${threadId}/following`);

export const readThread = (teamId: string, threadId: string, at: number) =>
  put<unknown>(`/users/me/teams/${teamId}/threads/${threadId}/read/${at}`);

export const readAllThreads = (teamId: string) => put<unknown>(`/users/me/teams/${teamId}/threads/read`);

export const setThreadUnread = (teamId: string, threadId: string, postId: string) =>
  post<unknown>(`/users/me/teams/${teamId}/threads/${threadId}/set_unread/${postId}`);
