/** Turns a run of posts into the rows of a list: date lines, the new-messages line, groups and folded system notes. */
import type { Post } from "@mattermost/types/posts";

import { isFoldable } from "./systemPosts";

export type Row =
  | { kind: "date"; key: string; day: number }
  | { kind: "new"; key: string }
  | { kind: "post"; key: string; postId: string; isFirst: boolean; isReplyStart: boolean }
  | { kind: "activity"; key: string; postIds: string[]; at: number };

export interface RowOptions {
  meId: string;
  /** Posts after this moment (ms) by others are new; null draws no line. */
  newSince: number | null;
  /** Whether posts of oneself may be the first new one (after "mark as unread"). */
  ownMayBeNew: boolean;
  /** Put consecutive posts of one author under one heading. */
  isGrouping: boolean;
  /** Leave out notes about who joined and left. */
  hidesJoinLeave: boolean;
  /** The day of a moment, as the user's time zone has it. */
  dayOf: (at: number) => string;
}

const GROUP_MS = 5 * 60 * 1000;

function override(post: Post): string {
  const name = post.props["override_username"];
  return typeof name === "string" ? name : "";
}

/** Whether a post continues the one before it, so that it needs no heading. */
export function continuesGroup(post: Post, before: Post | undefined): boolean {
  if (before === undefined) return false;
  if (post.type !== "" || before.type !== "") return isMeMessage(post) && isMeMessage(before) && sameAuthor(post, before);
  if (!sameAuthor(post, before)) return false;
  if (post.create_at - before.create_at > GROUP_MS) return false;
  if (before.state === "DELETED" || post.metadata.priority?.priority || post.metadata.priority?.requested_ack) return false;
  return post.root_id === before.root_id || post.root_id === before.id;
}

function isMeMessage(post: Post): boolean {
  return (post.type as string) === "me";
}

function sameAuthor(post: Post, before: Post): boolean {
  return post.user_id === before.user_id && override(post) === override(before);
}

function isNew(post: Post, options: RowOptions): boolean {
  if (options.newSince === null || post.create_at <= options.newSince || post.state === "DELETED") return false;
  return options.ownMayBeNew || post.user_id !== options.meId || post.type.startsWith("system_");
}

/** The rows of posts given oldest first. */
export function buildRows(posts: readonly Post[], options: RowOptions): Row[] {
  const rows: Row[] = [];
  let day = "";
  let hasNewLine = false;
  let before: Post | undefined;
  let folded: { postIds: string[]; at: number } | null = null;

  for (const post of posts) {
    if (options.hidesJoinLeave && isFoldable(post)) continue;
    const today = options.dayOf(post.create_at);
    if (today !== day) {
      day = today;
      rows.push({ kind: "date", key: `date:${today}`, day: post.create_at });
      before = undefined;
      folded = null;
    }
    if (!hasNewLine && isNew(post, options)) {
      hasNewLine = true;
      rows.push({ kind: "new", key: "new" });
      before = undefined;
      folded = null;
    }
    if (isFoldable(post) && post.state !== "DELETED") {
      if (folded === null) {
        folded = { postIds: [post.id], at: post.create_at };
        rows.push({ kind: "activity", key: `activity:${post.id}`, ...folded });
      } else {
        folded.postIds.push(post.id);
      }
      before = undefined;
      continue;
    }
    folded = null;
    const isFirst = !options.isGrouping || !continuesGroup(post, before);
    const isReplyStart = post.root_id !== "" && before?.root_id !== post.root_id && before?.id !== post.root_id;
    rows.push({ kind: "post", key: post.pending_post_id || post.id, postId: post.id, isFirst, isReplyStart });
    before = post;
  }
  return rows;
}

interface Made {
  posts: readonly Post[];
  options: RowOptions;
  rows: readonly Row[];
}

/**
 * The rows of posts given newest first. Those that are as they were before are the same objects, so that they are not
 * drawn again; of thousands that were there when an older page came, none is even made again.
 */
export function growingRows(): (newestFirst: readonly Post[], options: RowOptions) => readonly Row[] {
  let before: Made = { posts: [], options: NO_OPTIONS, rows: [] };
  return (posts, options) => {
    const rows = grown(before, posts, options) ?? steady(before.rows, buildRows([...posts].reverse(), options));
    before = { posts, options, rows };
    return rows;
  };
}

const NO_OPTIONS: RowOptions = { meId: "", newSince: null, ownMayBeNew: false, isGrouping: false, hidesJoinLeave: false, dayOf: () => "" };

/** The rows with those of an older page above them; null where more than that has changed. */
function grown(before: Made, posts: readonly Post[], options: RowOptions): readonly Row[] | null {
  if (options !== before.options || posts.length <= before.posts.length || !before.posts.every((post, index) => posts[index] === post)) return null;
  // What stands below the oldest message with a row of its own depends on nothing above it but the line of the new ones.
  const seam = before.rows.findIndex((row) => row.kind === "post");
  const old = before.rows[seam];
  if (old?.kind !== "post") return null;
  let from = before.posts.length - 1;
  while (from >= 0 && posts[from]?.id !== old.postId) from -= 1;
  const above = buildRows(posts.slice(Math.max(from, 0)).reverse(), options);
  const last = above.pop();
  const hasNewLine = (rows: readonly Row[]) => rows.some((row) => row.kind === "new");
  if (last?.kind !== "post" || last.postId !== old.postId || hasNewLine(above) !== hasNewLine(before.rows.slice(0, seam))) return null;
  return [...above, isSameRow(last, old) ? old : last, ...before.rows.slice(seam + 1)];
}

function steady(before: readonly Row[], rows: readonly Row[]): readonly Row[] {
  const next = [...rows];
  const shift = before.length - rows.length;
  let end = rows.length;
  while (end > 0 && keepIf(next, end - 1, before[end - 1 + shift])) end -= 1;
  for (let start = 0; start < end && keepIf(next, start, before[start]); ) start += 1;
  return next;
}

/** Puts the old row there if it is the same; false if another row stands there. */
function keepIf(rows: Row[], index: number, old: Row | undefined): boolean {
  const row = rows[index];
  if (row === undefined || old?.key !== row.key) return false;
  if (isSameRow(row, old)) rows[index] = old;
  return true;
}

function isSameRow(row: Row, old: Row): boolean {
  if (row.kind === "post") return old.kind === "post" && row.postId === old.postId && row.isFirst === old.isFirst && row.isReplyStart === old.isReplyStart;
  if (row.kind === "activity") return old.kind === "activity" && row.postIds.join() === old.postIds.join();
  return row.kind === "new" || (old.kind === "date" && row.day === old.day);
}

/** Index of the row that shows a post, or -1. */
export function rowOf(rows: readonly { kind: string; postId?: string; postIds?: string[] }[], postId: string): number {
  return rows.findIndex((row) => row.postId === postId || (row.postIds?.includes(postId) ?? false));
}
