/** The words a person is told about: the own name, `@channel` and friends, words chosen in the settings. */
import type { State, User } from "@/state/model";
import { memo } from "@/state/store";
import { me } from "@/state/users";

export interface MentionKeys {
  /** `@name`, `@all` … in lower case. */
  set: ReadonlySet<string>;
  /** Finds the other words in plain text, in one group; null without any. */
  pattern: RegExp | null;
}

const escapeWord = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export function mentionKeysOf(user: Pick<User, "username" | "first_name" | "notify_props"> | undefined): MentionKeys {
  if (!user) return { set: new Set(), pattern: null };
  // Everybody else's profile comes without these.
  const props: Partial<User["notify_props"]> = (user as Partial<User>).notify_props ?? {};
  const set = new Set([`@${user.username}`]);
  if ((props.channel ?? "true") === "true") for (const name of ["all", "channel", "here"]) set.add(`@${name}`);
  const words = (props.mention_keys ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "" && !word.startsWith("@"));
  if (props.first_name === "true" && user.first_name !== "") words.push(user.first_name);
  if (words.length === 0) return { set, pattern: null };
  return { set, pattern: wordsPattern(words) };
}

/** Finds whole words in plain text, in one group. */
function wordsPattern(words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}_@])(${words.map(escapeWord).join("|")})(?![\\p{L}\\p{N}_])`, "giu");
}

const compute = memo((user: User | undefined, groups: State["groups"]["mine"]): MentionKeys => {
  const { set, pattern } = mentionKeysOf(user);
  return { set: new Set([...set, ...Object.keys(groups).map((name) => `@${name}`)]), pattern };
});

export function mentionKeys(state: State): MentionKeys {
  return compute(me(state), state.groups.mine);
}

const highlights = memo((user: User | undefined): RegExp | null => {
  const props: Partial<User["notify_props"]> = (user as Partial<User> | undefined)?.notify_props ?? {};
  const words = (props.highlight_keys ?? "").split(",").map((word) => word.trim()).filter((word) => word !== "");
  return words.length === 0 ? null : wordsPattern(words);
});

/** Finds the words that are set apart without calling anybody. */
export function highlightPattern(state: State): RegExp | null {
  return highlights(me(state));
}
