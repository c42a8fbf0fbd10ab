/** Custom emoji, by name. */
import type { CustomEmoji } from "@mattermost/types/emojis";
import { withKey, without } from "./maps";
import type { State } from "./model";

export function receiveEmoji(state: State, emojis: readonly CustomEmoji[]): State {
  const custom: Record<string, CustomEmoji> = { ...state.emoji.custom };
  for (const emoji of emojis) custom[emoji.name] = emoji;
  return { ...state, emoji: { custom, missing: without(state.emoji.missing, ...emojis.map((emoji) => emoji.name)) } };
}

export function markEmojiMissing(state: State, names: readonly string[]): State {
  let missing = state.emoji.missing;
  for (const name of names) missing = withKey(missing, name, true as const);
  return { ...state, emoji: { ...state.emoji, missing } };
}

export function removeEmoji(state: State, name: string): State {
  return { ...state, emoji: { ...state.emoji, custom: without(state.emoji.custom, name) } };
}
