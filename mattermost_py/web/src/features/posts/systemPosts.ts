/** What system posts say, in our own words: a catalogue key with its names, for one post or for several folded. */
import type { Post } from "@mattermost/types/posts";

export interface SystemLine {
  key: string;
  /** User names (drawn as mentions) and texts that fill the sentence. */
  names: Record<string, readonly string[]>;
  texts: Record<string, string>;
}

const FOLDABLE = new Set([
  "system_join_channel",
  "system_guest_join_channel",
  "system_leave_channel",
  "system_add_to_channel",
  "system_add_guest_to_chan",
  "system_remove_from_channel",
  "system_join_team",
  "system_leave_team",
  "system_add_to_team",
  "system_remove_from_team",
]);

/** Who came and who went is folded into few lines. */
export function isFoldable(post: Post): boolean {
  return FOLDABLE.has(post.type);
}

export function isSystemPost(post: Post): boolean {
  return post.type.startsWith("system_");
}

function prop(post: Post, ...names: string[]): string {
  for (const name of names) {
    const value = post.props[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function line(key: string, names: Record<string, readonly string[]> = {}, texts: Record<string, string> = {}): SystemLine {
  return { key: `posts.system.${key}`, names, texts };
}

/** The sentence of one system post, or null if its own text says it best. */
export function systemLine(post: Post): SystemLine | null {
  const who = { who: [prop(post, "username")] };
  if (who.who[0] === "" && !isFoldable(post)) return null;
  switch (post.type as string) {
    case "system_header_change":
      return changeLine("header", post, "old_header", "new_header");
    case "system_purpose_change":
      return changeLine("purpose", post, "old_purpose", "new_purpose");
    case "system_displayname_change":
      return line("renamed", who, { before: prop(post, "old_displayname"), after: prop(post, "new_displayname") });
    case "system_channel_deleted":
      return line("archived", who);
    case "system_channel_restored":
      return line("restored", who);
    case "system_change_chan_privacy":
      return null;
    case "system_move_channel":
      return line("moved", who);
    default:
      return null;
  }
}

function changeLine(what: "header" | "purpose", post: Post, oldName: string, newName: string): SystemLine {
  const before = prop(post, oldName);
  const after = prop(post, newName);
  const how = after === "" ? "removed" : before === "" ? "set" : "changed";
  return line(`${what}_${how}`, { who: [prop(post, "username")] }, { before, after });
}

type Act = "joined" | "left" | "added" | "removed" | "joined_team" | "left_team" | "added_team" | "removed_team";

const ACTS: Record<string, Act> = {
  system_join_channel: "joined",
  system_guest_join_channel: "joined",
  system_leave_channel: "left",
  system_add_to_channel: "added",
  system_add_guest_to_chan: "added",
  system_remove_from_channel: "removed",
  system_join_team: "joined_team",
  system_leave_team: "left_team",
  system_add_to_team: "added_team",
  system_remove_from_team: "removed_team",
};

/** Few sentences for a run of joins, leaves, adds and removals; who came and went again is named once. */
export function foldedLines(posts: readonly Post[]): SystemLine[] {
  const groups = new Map<string, { act: Act; actor: string; people: Set<string> }>();
  for (const post of posts) {
    const act = ACTS[post.type];
    if (act === undefined) continue;
    const isByOther = act === "added" || act === "added_team";
    const actor = isByOther ? prop(post, "username") : "";
    const person = isByOther ? prop(post, "addedUsername") : prop(post, "removedUsername", "username");
    const key = `${act}:${actor}`;
    const group = groups.get(key) ?? { act, actor, people: new Set<string>() };
    group.people.add(person);
    groups.set(key, group);
  }
  dropRoundTrips(groups);
  return [...groups.values()]
    .filter((group) => group.people.size > 0)
    .map(({ act, actor, people }) => line(act, { who: [...people], ...(actor === "" ? {} : { actor: [actor] }) }));
}

function dropRoundTrips(groups: Map<string, { act: Act; actor: string; people: Set<string> }>): void {
  const joined = groups.get("joined:");
  const left = groups.get("left:");
  if (!joined || !left) return;
  const both = [...joined.people].filter((person) => left.people.has(person));
  for (const person of both) {
    joined.people.delete(person);
  }
}
