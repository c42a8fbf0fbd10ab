/** Who took part in a thread, the last to write at the end. */
import type { State } from "@/state/model";

function idsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => (typeof one === "string" ? one : typeof one === "object" && one !== null && "id" in one && typeof one.id === "string" ? one.id : []));
}

/** By the replies known here, else by what the server told of the root. */
export function participantIds(state: State, rootId: string): string[] {
  const told = idsOf(state.posts.byId[rootId]?.participants);
  const byThread = idsOf(state.threads.byId[rootId]?.participants);
  const byReplies = (state.posts.replies[rootId] ?? []).flatMap((id) => state.posts.byId[id]?.user_id ?? []);
  const all = [...(told.length > 0 ? told : byThread), ...byReplies];
  // The last mention of each counts, so whoever wrote last stands last.
  return [...new Set(all.reverse())].reverse();
}
