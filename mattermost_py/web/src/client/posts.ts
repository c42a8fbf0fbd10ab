/** Posts: pages of a channel, single posts, changes to them. */
import type { Post, PostAcknowledgement, PostInfo, PostList, PostPriorityMetadata } from "@mattermost/types/posts";
import { del, get, post, put } from "./http";

/** Both kinds of lists come with root posts only when the user reads replies in threads. */
interface Listing {
  collapsed: boolean;
}

const threads = ({ collapsed }: Listing) => ({ collapsedThreads: collapsed });

export const PAGE = 60;

export const latestPosts = (channelId: string, listing: Listing, signal?: AbortSignal) =>
  get<PostList>(`/channels/${channelId}/posts`, { page: 0, per_page: PAGE, ...threads(listing) }, signal);

export const postsBefore = (channelId: string, postId: string, listing: Listing, count = PAGE) =>
  get<PostList>(`/channels/${channelId}/posts`, { before: postId, page: 0, per_page: count, ...threads(listing) });

export const postsAfter = (channelId: string, postId: string, listing: Listing, count = PAGE) =>
  get<PostList>(`/channels/${channelId}/posts`, { after: postId, page: 0, per_page: count, ...threads(listing) });

export const postsSince = (channelId: string, since: number, listing: Listing) =>
  get<PostList>(`/channels/${channelId}/posts`, { since, ...threads(listing) });

export const postsAroundUnread = (channelId: string, listing: Listing) =>
  get<PostList>(`/users/me/channels/${channelId}/posts/unread`, { limit_before: 30, limit_after: 60, ...threads(listing) });

export const postById = (postId: string) => get<Post>(`/posts/${postId}`);

export const postInfo = (postId: string) => get<PostInfo>(`/posts/${postId}/info`);

export const postsByIds = (ids: readonly string[]) => post<Post[]>("/posts/ids", ids);

export interface NewPost {
  channel_id: string;
  root_id: string;
  message: string;
  file_ids: readonly string[];
  pending_post_id: string;
  props?: Record<string, unknown>;
  type?: string;
  metadata?: { priority: PostPriorityMetadata };
}

export const createPost = (wanted: NewPost, signal?: AbortSignal) => post<Post>("/posts", wanted, undefined, signal);

export const patchPost = (postId: string, patch: { message?: string; file_ids?: readonly string[] }) =>
  put<Post>(`/posts/${postId}/patch`, patch);

export const deletePost = (postId: string) => del<unknown>(`/posts/${postId}`);

export const pinPost = (postId: string) => post<unknown>(`/posts/${postId}/pin`);

export const unpinPost = (postId: string) => post<unknown>(`/posts/${postId}/unpin`);

export const setUnread = (postId: string) =>
  post<unknown>(`/users/me/posts/${postId}/set_unread`, { collapsed_threads_supported: true });

export const pinnedPosts = (channelId: string) => get<PostList>(`/channels/${channelId}/pinned`);

export const savedPosts = (page: number) => get<PostList>("/users/me/posts/flagged", { page, per_page: PAGE });

export const editHistory = (postId: string) => get<Post[]>(`/posts/${postId}/edit_history`);

/** Makes an older version the current one. */
export const restoreVersion = (postId: string, versionId: string) => post<Post>(`/posts/${postId}/restore/${versionId}`);

export const acknowledge = (userId: string, postId: string) => post<PostAcknowledgement>(`/users/${userId}/posts/${postId}/ack`);

/** Possible for five minutes. */
export const takeBackAcknowledgement = (userId: string, postId: string) => del<unknown>(`/users/${userId}/posts/${postId}/ack`);

/** Sends a message about the post at that time (ms). */
export const remind = (userId: string, postId: string, at: number) =>
  post<unknown>(`/users/${userId}/posts/${postId}/reminder`, { target_time: Math.floor(at / 1000) });

/** Opens a burn-on-read post; the time to read it begins. */
export const revealPost = (postId: string) => get<Post>(`/posts/${postId}/reveal`);

/** Ends a burn-on-read post for the reader, or for everybody if it is the author's. */
export const burnPost = (postId: string) => del<unknown>(`/posts/${postId}/burn`);

export interface CommandReply {
  trigger_id: string;
  response_type: string;
  text: string;
  goto_location: string;
}

export const executeCommand = (channelId: string, teamId: string, rootId: string, command: string) =>
  post<CommandReply>("/commands/execute", { channel_id: channelId, team_id: teamId, root_id: rootId, command });

/** One offer while a command is typed; the names are the wire's. */
export interface CommandSuggestion {
  Complete: string;
  Suggestion: string;
  Hint: string;
  Description: string;
  IconData: string;
}

export const commandSuggestions = (teamId: string, typed: string, channelId: string, rootId: string, signal: AbortSignal) =>
  get<CommandSuggestion[]>(
    `/teams/${teamId}/commands/autocomplete_suggestions`,
    { user_input: typed, channel_id: channelId, root_id: rootId },
    signal,
  );

/** Presses a button or picks from a menu of an integration's message. */
export const runPostAction = (postId: string, actionId: string, cookie: string, option?: string) =>
  post<{ trigger_id?: string }>(`/posts/${postId}/actions/${actionId}`, {
    selected_option: option ?? "",
    ...(cookie === "" ? {} : { cookie }),
  });

/** Where a thread goes: a channel, there perhaps into another thread; or one reply alone. */
export interface Move {
  channel_id: string;
  root_id?: string;
  only_itself?: boolean;
}

export const movePost = (postId: string, move: Move) => post<unknown>(`/posts/${postId}/move`, move);
