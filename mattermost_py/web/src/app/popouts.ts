/** Windows of their own for a thread, a channel or a search. */
import { basePath } from "@/client/http";
import type { Aside } from "@/state/model";
import { getState } from "@/state/store";
import { currentTeam } from "@/state/teams";

type Poppable = Extract<Aside, { kind: "thread" | "search" }>;

export function isPopout(aside: Aside): aside is Poppable {
  return aside.kind === "thread" || aside.kind === "search";
}

/** What stands on the right, in a window beside this one. */
export function popOut(aside: Poppable): void {
  const { terms, inFiles, everywhere } = getState().ui.search;
  open(aside.kind === "thread" ? `thread/${aside.rootId}` : `search?${searchQuery(terms, inFiles, everywhere)}`, aside.kind === "thread" ? aside.rootId : "search");
}

export function popOutChannel(channelId: string): void {
  open(`channel/${channelId}`, channelId);
}

/** A search as the query of an address. */
export function searchQuery(terms: string, inFiles: boolean, everywhere: boolean): string {
  const query = new URLSearchParams({ q: terms });
  if (inFiles) query.set("in", "files");
  if (everywhere) query.set("teams", "all");
  return query.toString();
}

function open(path: string, name: string): void {
  const team = currentTeam(getState());
  if (team) window.open(`${basePath}/_popout/${team.name}/${path}`, `mmpy-${name}`, "popup,width=520,height=760");
}
