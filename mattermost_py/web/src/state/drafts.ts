/** Unsent messages, one per channel and thread. */
import type { Draft } from "@mattermost/types/drafts";
import { withKey, without } from "./maps";
import type { State } from "./model";

const isHere = (state: State, teamId: string, { channel_id }: Draft) => ["", teamId].includes(state.channels.byId[channel_id]?.team_id ?? "elsewhere");

/** Unsent messages of a team and of direct channels, the last touched first. */
export function draftsIn(state: State, teamId: string): readonly Draft[] {
  const here = Object.values(state.drafts.byKey).filter((draft) => isHere(state, teamId, draft));
  return here.sort((a, b) => b.update_at - a.update_at);
}

/** Where a draft lives; `rootId` empty for the channel itself. */
export function draftKey(channelId: string, rootId = ""): string {
  return rootId === "" ? channelId : `${channelId}:${rootId}`;
}

export function draftOf(state: State, channelId: string, rootId = ""): Draft | undefined {
  return state.drafts.byKey[draftKey(channelId, rootId)];
}

/** A draft typed here or told by the server; the younger one wins. */
export function receiveDraft(state: State, draft: Draft): State {
  const key = draftKey(draft.channel_id, draft.root_id);
  const known = state.drafts.byKey[key];
  if (known !== undefined && known.update_at > draft.update_at) return state;
  return { ...state, drafts: { byKey: withKey(state.drafts.byKey, key, draft) } };
}

export function receiveDrafts(state: State, drafts: readonly Draft[]): State {
  return drafts.reduce(receiveDraft, state);
}

/** Another window or device sent or deleted this; what was written here since stays. */
export function forgetDraft(state: State, draft: Draft): State {
  const known = state.drafts.byKey[draftKey(draft.channel_id, draft.root_id)];
  return known === undefined || known.message !== draft.message ? state : removeDraft(state, draft.channel_id, draft.root_id);
}

export function removeDraft(state: State, channelId: string, rootId = ""): State {
  return { ...state, drafts: { byKey: without(state.drafts.byKey, draftKey(channelId, rootId)) } };
}
