/** Who is writing where; notes fade by themselves. */
import { draftKey } from "./drafts";
import { withKey, without } from "./maps";
import type { State } from "./model";
import { memo } from "./store";

const FADES_AFTER_MS = 5500;

export function receiveTyping(state: State, channelId: string, rootId: string, userId: string, now: number): State {
  if (userId === state.users.meId) return state;
  const place = draftKey(channelId, rootId);
  const there = withKey(state.typing.byPlace[place] ?? {}, userId, now + FADES_AFTER_MS);
  return { ...state, typing: { byPlace: withKey(state.typing.byPlace, place, there) } };
}

/** A message arrived: its author has stopped writing. */
export function stopTyping(state: State, channelId: string, rootId: string, userId: string): State {
  const place = draftKey(channelId, rootId);
  const there = state.typing.byPlace[place];
  if (there === undefined || !(userId in there)) return state;
  return { ...state, typing: { byPlace: withKey(state.typing.byPlace, place, without(there, userId)) } };
}

/** Drops notes whose time has come. */
export function fadeTyping(state: State, now: number): State {
  const entries = Object.entries(state.typing.byPlace);
  if (!entries.some(([, there]) => Object.values(there).some((until) => until <= now))) return state;
  const alive = entries
    .map(([place, there]) => [place, Object.fromEntries(Object.entries(there).filter(([, until]) => until > now))] as const)
    .filter(([, there]) => Object.keys(there).length > 0);
  return { ...state, typing: { byPlace: Object.fromEntries(alive) } };
}

const ids = memo((there: Readonly<Record<string, number>> | undefined) => Object.keys(there ?? {}));

/** User ids writing in a channel or thread. */
export function typingIn(state: State, channelId: string, rootId = ""): readonly string[] {
  return ids(state.typing.byPlace[draftKey(channelId, rootId)]);
}
