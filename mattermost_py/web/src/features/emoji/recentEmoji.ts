/** Which emoji a person uses most, kept in the preference `emoji/recent_emojis`. */
import { savePreferences } from "@/client/server";
import type { State } from "@/state/model";
import { preference, receivePreferences } from "@/state/preferences";
import { emojiTable } from "./emojiData";
import { change, getState, memo } from "@/state/store";

interface Used {
  name: string;
  usageCount: number;
}

const KEPT = 27;

function isUsed(value: unknown): value is Used {
  return typeof value === "object" && value !== null && "name" in value && "usageCount" in value && typeof value.name === "string" && typeof value.usageCount === "number";
}

/** Reads the kept list, least used first. */
export function readRecent(json: string): Used[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.filter(isUsed) : [];
  } catch {
    return [];
  }
}

/** The list with one more use of a name. */
export function withUse(list: readonly Used[], name: string): Used[] {
  const count = list.find((used) => used.name === name)?.usageCount ?? 0;
  const others = list.filter((used) => used.name !== name);
  const next = [...others, { name, usageCount: count + 1 }].sort((a, b) => a.usageCount - b.usageCount);
  if (next.length <= KEPT) return next;
  // The newcomer stays even when everything else was used more often.
  const leaving = next.findIndex((used) => used.name !== name);
  return next.filter((_used, index) => index !== leaving);
}

const names = memo((json: string): readonly string[] => readRecent(json).reverse().map((used) => used.name));

/** Names most used first. */
export function recentEmoji(state: State): readonly string[] {
  return names(preference(state, "emoji", "recent_emojis", "[]"));
}

/** Notes that a person used an emoji. */
export function noteEmojiUse(typed: string): void {
  const state = getState();
  const name = emojiTable()?.usualName(typed) ?? typed;
  const value = JSON.stringify(withUse(readRecent(preference(state, "emoji", "recent_emojis", "[]")), name));
  const saved = { user_id: state.users.meId, category: "emoji", name: "recent_emojis", value };
  change(receivePreferences, [saved]);
  savePreferences(state.users.meId, [saved]).catch(() => undefined);
}
