/** Keys on a focused post: one letter, one action. */
import type { Post } from "@mattermost/types/posts";
import type { KeyboardEvent } from "react";

import { toggleReaction } from "@/features/reactions/toggleReaction";
import { change, getState } from "@/state/store";
import { openDialog, openThread } from "@/state/ui";

import { type Place, startEditing } from "./editing";
import { allowedActions, copyLink, copyText, markUnreadFrom, togglePin, toggleSaved } from "./postActions";

/** The keys shown beside the actions of a post's menu. */
export const POST_KEYS = { reply: "R", edit: "E", save: "S", pin: "P", unread: "U", forward: "F", link: "L", text: "C", remove: "Del", react: "+" } as const;

export function handlePostKey(event: KeyboardEvent<HTMLElement>, post: Post, place: Place): void {
  const isOwnKey = event.target === event.currentTarget && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isOwnKey) return;
  const allowed = allowedActions(getState(), post, Date.now());
  const actions: Record<string, [may: boolean, act: () => unknown]> = {
    r: [allowed.reply, () => change(openThread, post.root_id || post.id)],
    Enter: [allowed.link, () => change(openThread, post.root_id || post.id)],
    e: [allowed.edit, () => startEditing(post.id, place)],
    s: [allowed.save, () => toggleSaved(post)],
    p: [allowed.pin, () => togglePin(post)],
    u: [allowed.markUnread, () => markUnreadFrom(post, place === "thread")],
    f: [allowed.forward, () => change(openDialog, "forward", post.id)],
    l: [allowed.link, () => copyLink(post)],
    c: [allowed.text, () => copyText(post)],
    "+": [allowed.react, () => toggleReaction(post.id, "+1")],
    Delete: [allowed.remove, () => change(openDialog, "deletePost", post.id)],
  };
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action?.[0]) {
    event.preventDefault();
    action[1]();
    return;
  }
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    focusNeighbour(event.currentTarget, event.key === "ArrowUp" ? -1 : 1);
  }
}

/** Moves the focus to the post above or below the present one. */
export function focusNeighbour(from: HTMLElement, by: -1 | 1): void {
  const list = from.closest("[data-post-list]");
  const posts = [...(list?.querySelectorAll<HTMLElement>("[data-post]") ?? [])];
  const next = posts[posts.indexOf(from) + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
