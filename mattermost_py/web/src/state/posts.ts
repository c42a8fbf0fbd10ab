/** Posts: by id, in runs without holes per channel, and replies per root. */
import type { Post, PostAcknowledgement, PostList } from "@mattermost/types/posts";
import type { Reaction } from "@mattermost/types/reactions";
import { movePinnedCount } from "./channels";
import { withAll, withKey, without } from "./maps";
import type { PostBlock, PostsState, State } from "./model";
import { isCollapsedThreads } from "./preferences";

/** What a fetched list is known to touch, so that runs grow together. */
export interface Reach {
  /** The list ends at the newest post of the channel. */
  atNewest?: boolean;
  /** The list ends at the oldest post of the channel. */
  atOldest?: boolean;
  /** The loaded post the list was asked `before` or `after` of; the run is joined to it. */
  besides?: string;
}

function withPosts(state: State, patch: Partial<PostsState>): State {
  return { ...state, posts: { ...state.posts, ...patch } };
}

/** A page of a channel, contiguous as the server gave it. */
export function receivePosts(state: State, channelId: string, list: PostList, reach: Reach = {}): State {
  const stored = storePosts(state, Object.values(list.posts));
  const ids = list.order.filter((id) => list.posts[id]?.channel_id === channelId);
  if (reach.besides !== undefined && !ids.includes(reach.besides)) ids.push(reach.besides);
  if (reach.atNewest ?? list.next_post_id === "") ids.unshift(...ahead(stored, channelId, ids));
  const run: PostBlock = {
    ids,
    atNewest: reach.atNewest ?? list.next_post_id === "",
    atOldest: reach.atOldest ?? list.prev_post_id === "",
  };
  const blocks = joinBlocks(stored.posts.byId, state.posts.blocks[channelId] ?? [], run);
  return withPosts(stored, { blocks: withKey(stored.posts.blocks, channelId, blocks) });
}

/** Up to when the posts of a run are known as they are: the time of the last change seen in it. */
export function knownTo(state: State, run: PostBlock): number {
  const stored = run.ids.flatMap((id) => state.posts.byId[id] ?? []).filter((post) => !isOnItsWay(post));
  return run.knownTo ?? Math.max(0, ...stored.map((post) => post.update_at));
}

const isOnItsWay = (post: Post) => post.id === post.pending_post_id;

/** When the newest post of a run was written that the server has; those on their way have the time of this machine. */
function newestStoredAt(byId: PostsState["byId"], ids: readonly string[]): number {
  const newest = ids.map((id) => byId[id]).find((post) => post !== undefined && !isOnItsWay(post));
  return newest?.create_at ?? 0;
}

/** Posts that belong behind the end of a fetched run: those on their way, and those heard of while it was fetched. */
function ahead(state: State, channelId: string, ids: readonly string[]): string[] {
  const { byId } = state.posts;
  const roots = isCollapsedThreads(state);
  const newestAt = newestStoredAt(byId, ids);
  const isAhead = (post: Post) => isOnItsWay(post) || (post.create_at > newestAt && post.state !== "DELETED");
  const here = Object.values(byId).filter((post) => post.channel_id === channelId && isAhead(post));
  return here.filter((post) => (post.root_id === "" || !roots) && !ids.includes(post.id)).map((post) => post.id);
}

/** What changed in a channel since a moment (`since=`): new, edited and deleted posts. */
export function receiveChangedPosts(state: State, channelId: string, list: PostList): State {
  const known = new Set((state.posts.blocks[channelId] ?? []).flatMap((block) => block.ids));
  const listed = list.order.filter((id) => !known.has(id) && (list.posts[id]?.delete_at ?? 1) === 0);
  const stored = storePosts(state, Object.values(list.posts));
  const [newest, ...older] = state.posts.blocks[channelId] ?? [];
  if (newest === undefined) return stored;
  const fresh = [...new Set([...listed, ...ahead(stored, channelId, newest.ids)])];
  const start = newest.knownTo ?? newestStoredAt(stored.posts.byId, newest.ids);
  const added = fresh.filter((id) => (stored.posts.byId[id]?.create_at ?? 0) >= start);
  const grown = { ids: newestFirst(stored.posts.byId, [...added, ...newest.ids]), atNewest: true, atOldest: newest.atOldest };
  return withPosts(stored, { blocks: withKey(stored.posts.blocks, channelId, [grown, ...older]) });
}

/** Posts from anywhere (search, thread, permalink), without a place in a channel's order. */
export function storePosts(state: State, posts: readonly Post[]): State {
  if (posts.length === 0) return state;
  const byId = withAll(state.posts.byId, posts.map((post) => withKnown(state.posts.byId[post.id], withTombstone(post))));
  let replies = state.posts.replies;
  for (const post of posts) {
    if (post.root_id !== "") replies = withReply(replies, byId, post);
  }
  return withPosts(state, { byId, replies });
}

/** All or some replies of a thread, with its root. */
export function receiveThreadPosts(state: State, rootId: string, posts: readonly Post[], complete: boolean): State {
  const stored = storePosts(state, posts);
  if (!complete) return stored;
  return withPosts(stored, { completeThreads: withKey(stored.posts.completeThreads, rootId, true as const) });
}

/**
 * A new post, live or one's own. Takes the place of the pending post of the same `pending_post_id`;
 * joins its channel's newest run only if that run reaches the present.
 */
export function receivePost(state: State, post: Post): State {
  const pendingId = post.pending_post_id;
  const replaced = pendingId !== "" && pendingId !== post.id && pendingId in state.posts.byId;
  const base = replaced ? removePost(state, pendingId) : state;
  const stood = replaced && (state.posts.blocks[post.channel_id]?.[0]?.ids.includes(pendingId) ?? false);
  const isNew = !(post.id in base.posts.byId);
  let next = storePosts(base, [post]);
  // A reply on its way is counted when the server has it; what a program whispers is none.
  if (post.root_id !== "" && isNew && post.id !== pendingId && !isEphemeral(post)) next = countReply(next, post, 1);
  if (post.root_id !== "" && isCollapsedThreads(next) && !isAlsoInChannel(post) && !isWhispered(next, post)) return next;
  const [newest, ...older] = next.posts.blocks[post.channel_id] ?? [];
  // A run of an earlier time grows by nothing but what stood in it already, on its way.
  if (newest === undefined || !(newest.atNewest || stood) || newest.ids.includes(post.id)) return next;
  const grown = { ...newest, ids: newestFirst(next.posts.byId, [post.id, ...newest.ids]) };
  return withPosts(next, { blocks: withKey(next.posts.blocks, post.channel_id, [grown, ...older]) });
}

/** A reply that its author also showed among the messages of the channel. */
export function isAlsoInChannel(post: Pick<Post, "props">): boolean {
  return post.props["also_in_channel"] === true;
}

function isEphemeral(post: Pick<Post, "type">): boolean {
  return post.type === "system_ephemeral";
}

/** An answer to a button of the channel stands in the channel, unless one is reading its thread. */
function isWhispered(state: State, post: Post): boolean {
  const { aside } = state.ui;
  return isEphemeral(post) && !(aside.kind === "thread" && aside.rootId === post.root_id);
}

/** A known post changed (edited, pinned, acknowledged); unknown posts are left unknown. */
export function updatePost(state: State, post: Post): State {
  const old = state.posts.byId[post.id];
  if (old === undefined) return state;
  // The event's copy is the same for everybody: what it cannot know of us is kept.
  const kept = { is_following: post.is_following ?? old.is_following, reply_count: old.reply_count };
  const metadata = { ...post.metadata, reactions: post.metadata.reactions ?? old.metadata.reactions ?? [] };
  // So is what somebody opened: the copy for everybody is sealed again.
  if (old.metadata.expire_at !== undefined && post.metadata.expire_at === undefined) return state;
  const merged = { ...old, ...post, ...kept, metadata } as Post;
  return withPosts(state, { byId: withKey(state.posts.byId, post.id, merged) });
}

/** Turns a post into a tombstone; the replies of a deleted root go with it. */
export function markPostDeleted(state: State, postId: string): State {
  const post = state.posts.byId[postId];
  if (post === undefined) return state;
  const answers = post.root_id === "" ? (state.posts.replies[postId] ?? []) : [];
  const pins = [postId, ...answers].filter((id) => state.posts.byId[id]?.is_pinned).length;
  let next = withPosts(movePinnedCount(state, post.channel_id, -pins), { byId: withKey(state.posts.byId, postId, tombstone(post)) });
  if (post.root_id !== "") {
    if (post.state !== "DELETED") next = countReply(next, post, -1);
    return next;
  }
  for (const replyId of answers) next = removePost(next, replyId);
  return next;
}

/** Takes a post out altogether: ephemeral ones, failed ones, dismissed tombstones. */
export function removePost(state: State, postId: string): State {
  const post = state.posts.byId[postId];
  if (post === undefined) return state;
  const blocks = (state.posts.blocks[post.channel_id] ?? []).map((block) =>
    block.ids.includes(postId) ? { ...block, ids: block.ids.filter((id) => id !== postId) } : block,
  );
  const replies = state.posts.replies[post.root_id];
  return withPosts(state, {
    byId: without(state.posts.byId, postId),
    refusals: without(state.posts.refusals, postId),
    blocks: withKey(state.posts.blocks, post.channel_id, blocks),
    replies: replies?.includes(postId)
      ? withKey(state.posts.replies, post.root_id, replies.filter((id) => id !== postId))
      : state.posts.replies,
  });
}

/** Marks a pending post as not sent and why, or as being sent again. */
export function setPostFailed(state: State, pendingId: string, failed: boolean, why = ""): State {
  const post = state.posts.byId[pendingId];
  if (post === undefined) return state;
  const refusals = why === "" ? without(state.posts.refusals, pendingId) : withKey(state.posts.refusals, pendingId, why);
  return withPosts(state, { byId: withKey(state.posts.byId, pendingId, { ...post, failed }), refusals });
}

/** Somebody confirmed to have read a post, or took that back. */
export function setAcknowledgement(state: State, given: PostAcknowledgement): State {
  const post = state.posts.byId[given.post_id];
  if (post === undefined) return state;
  const others = (post.metadata.acknowledgements ?? []).filter((other) => other.user_id !== given.user_id);
  const acknowledgements = given.acknowledged_at > 0 ? [...others, given] : others;
  return withPosts(state, { byId: withKey(state.posts.byId, post.id, { ...post, metadata: { ...post.metadata, acknowledgements } }) });
}

/** From when on the author cannot read the own burning post any more. */
export function setBurnTime(state: State, postId: string, at: number): State {
  const post = state.posts.byId[postId];
  if (post === undefined) return state;
  return withPosts(state, { byId: withKey(state.posts.byId, postId, { ...post, metadata: { ...post.metadata, expire_at: at } }) });
}

export function addReaction(state: State, reaction: Reaction): State {
  return changeReactions(state, reaction.post_id, (reactions) => [
    ...reactions.filter((other) => !sameReaction(other, reaction)),
    reaction,
  ]);
}

export function removeReaction(state: State, reaction: Pick<Reaction, "user_id" | "post_id" | "emoji_name">): State {
  return changeReactions(state, reaction.post_id, (reactions) =>
    reactions.filter((other) => !sameReaction(other, reaction)),
  );
}

/** After lost events no run is known to reach the present any more, and no thread to be whole. */
export function distrustPosts(state: State): State {
  const blocks = Object.fromEntries(
    Object.entries(state.posts.blocks).map(([channelId, runs]) => [
      channelId,
      runs.map((run) => (run.atNewest ? { ...run, atNewest: false, knownTo: knownTo(state, run) } : run)),
    ]),
  );
  return withPosts(state, { blocks, completeThreads: {} });
}

/**
 * Forgets the posts of all channels but these, so that memory stays flat over a long day. What threads are drawn with in
 * lists stays, what is on its way, and what else is named.
 */
export function keepOnlyChannels(state: State, channelIds: ReadonlySet<string>, postIds: ReadonlySet<string> = new Set()): State {
  const byId: Record<string, Post> = {};
  for (const [id, post] of Object.entries(state.posts.byId)) {
    if (channelIds.has(post.channel_id) || id in state.threads.byId || postIds.has(id) || isOnItsWay(post)) byId[id] = post;
  }
  const replies = Object.entries(state.posts.replies).map(([id, ids]) => [id, ids.filter((reply) => reply in byId)] as const);
  const isWhole = (id: string) => channelIds.has(byId[id]?.channel_id ?? "");
  return withPosts(state, {
    byId,
    blocks: Object.fromEntries(Object.entries(state.posts.blocks).filter(([id]) => channelIds.has(id))),
    replies: Object.fromEntries(replies.filter(([, ids]) => ids.length > 0)),
    completeThreads: Object.fromEntries(Object.keys(state.posts.completeThreads).filter(isWhole).map((id) => [id, true as const])),
    refusals: Object.fromEntries(Object.entries(state.posts.refusals).filter(([id]) => id in byId)),
  });
}

/** The run that reaches the present, if it is loaded. */
export function newestBlock(state: State, channelId: string): PostBlock | undefined {
  const [first] = state.posts.blocks[channelId] ?? [];
  return first?.atNewest ? first : undefined;
}

/** The run that holds a post. */
export function blockAround(state: State, channelId: string, postId: string): PostBlock | undefined {
  return state.posts.blocks[channelId]?.find((block) => block.ids.includes(postId));
}

function changeReactions(state: State, postId: string, edit: (reactions: readonly Reaction[]) => Reaction[]): State {
  const post = state.posts.byId[postId];
  if (post === undefined) return state;
  const reactions = edit(post.metadata.reactions ?? []);
  const changed = { ...post, has_reactions: reactions.length > 0, metadata: { ...post.metadata, reactions } };
  return withPosts(state, { byId: withKey(state.posts.byId, postId, changed) });
}

function sameReaction(a: Pick<Reaction, "user_id" | "emoji_name">, b: Pick<Reaction, "user_id" | "emoji_name">) {
  return a.user_id === b.user_id && a.emoji_name === b.emoji_name;
}

function countReply(state: State, reply: Post, by: 1 | -1): State {
  const root = state.posts.byId[reply.root_id];
  if (root === undefined) return state;
  const reply_count = Math.max(0, root.reply_count + by);
  const last_reply_at = by === 1 ? Math.max(root.last_reply_at ?? 0, reply.create_at) : (root.last_reply_at ?? 0);
  return withPosts(state, { byId: withKey(state.posts.byId, root.id, { ...root, reply_count, last_reply_at }) });
}

function withReply(replies: PostsState["replies"], byId: PostsState["byId"], post: Post): PostsState["replies"] {
  const known = replies[post.root_id] ?? [];
  if (known.includes(post.id)) return replies;
  const ids = [...known, post.id].sort((a, b) => (byId[a]?.create_at ?? 0) - (byId[b]?.create_at ?? 0));
  return { ...replies, [post.root_id]: ids };
}

function withTombstone(post: Post): Post {
  // A client of our own API never gets null here, but an imported database may.
  const safe = (post.metadata as Post["metadata"] | undefined) ? post : { ...post, metadata: emptyMetadata() };
  return post.delete_at > 0 && post.state !== "DELETED" ? tombstone(safe) : safe;
}

/** Lists made without the user in mind leave out what is the user's own; what was known of it stays. */
function withKnown(old: Post | undefined, post: Post): Post {
  if (old === undefined || post.is_following !== undefined) return post;
  const participants: unknown = post.participants ?? old.participants;
  return { ...post, participants, ...(old.is_following === undefined ? {} : { is_following: old.is_following }) };
}

function emptyMetadata(): Post["metadata"] {
  return { embeds: [], emojis: [], files: [], images: {}, reactions: [] };
}

function tombstone(post: Post): Post {
  return { ...post, state: "DELETED", message: "", file_ids: [], is_pinned: false, has_reactions: false, metadata: emptyMetadata() } as Post;
}

function newestFirst(byId: PostsState["byId"], ids: readonly string[]): string[] {
  return [...new Set(ids)].sort((a, b) => (byId[b]?.create_at ?? 0) - (byId[a]?.create_at ?? 0));
}

/** Two runs as one, newest first; of a long one only what overlaps the other is put in order. */
function merged(byId: PostsState["byId"], some: readonly string[], others: readonly string[]): string[] {
  const at = (id = "") => byId[id]?.create_at ?? 0;
  const [newest, oldest] = [at(some[0]), at(some[some.length - 1])];
  const from = firstOf(others, (id) => at(id) <= newest);
  const to = Math.max(from, firstOf(others, (id) => at(id) < oldest));
  return [...others.slice(0, from), ...newestFirst(byId, [...some, ...others.slice(from, to)]), ...others.slice(to)];
}

/** Where in a list those begin for which something is true; it is for all behind the first. Their number if there is none. */
function firstOf(ids: readonly string[], isTrue: (id: string | undefined) => boolean): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isTrue(ids[middle])) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The runs of a channel with one more, grown together where they share a post or meet in the present. */
function joinBlocks(byId: PostsState["byId"], blocks: readonly PostBlock[], added: PostBlock): PostBlock[] {
  const ids = new Set(added.ids);
  let run = { ...added, ids: newestFirst(byId, added.ids) };
  const apart: PostBlock[] = [];
  for (const block of blocks) {
    // An older page shares the last post of thousands.
    const isShared = ids.has(block.ids[block.ids.length - 1] ?? "") || block.ids.some((id) => ids.has(id));
    if (isShared || (block.atNewest && run.atNewest)) {
      if (blocks.length > 1) for (const id of block.ids) ids.add(id);
      run = {
        ids: merged(byId, run.ids, block.ids),
        atNewest: run.atNewest || block.atNewest,
        atOldest: run.atOldest || block.atOldest,
      };
    } else {
      apart.push(block);
    }
  }
  const all = [run, ...apart];
  return all.sort((a, b) => (byId[b.ids[0] ?? ""]?.create_at ?? 0) - (byId[a.ids[0] ?? ""]?.create_at ?? 0));
}
