/** Custom emoji, by name. */
import type { CustomEmoji } from "@mattermost/types/emojis";
import { without } from "./maps";
import type { State } from "./model";

export function receiveEmoji(state: State, emojis: readonly CustomEmoji[]): State {
  const custom: Record<string, CustomEmoji> = { ...state.emoji.custom };
  for (const emoji of emojis) custom[emoji.name] = emoji;
  return { ...state, emoji: { custom, missing: without(state.emoji.missing, ...emojis.map((emoji) => emoji.name)) } };
}

/** Any word may stand between colons: beyond this many, asking again costs less than knowing. */
const MOST_MISSING = 2000;

export function markEmojiMissing(state: State, names: readonly string[]): State {
  const known = Object.keys(state.emoji.missing).length < MOST_MISSING ? state.emoji.missing : {};
  const missing = { ...known, ...Object.fromEntries(names.map((name) => [name, true as const])) };
  return { ...state, emoji: { ...state.emoji, missing } };
}

export function removeEmoji(state: State, name: string): State {
  return { ...state, emoji: { ...state.emoji, custom: without(state.emoji.custom, name) } };
}
