/** Where the user was last in each team, as this browser remembers it. */
import { isCollapsedThreads } from "@/state/preferences";
import { getState } from "@/state/store";

const teamKey = (meId: string) => `mmpy.last.${meId}`;
const pathKey = (meId: string, teamId: string) => `${teamKey(meId)}.${teamId}`;
const aheadKey = (meId: string) => `mmpy.ahead.${meId}`;
const placeKey = (meId: string) => `mmpy.place.${meId}`;

/** Remembers where the user was in a team. */
export function rememberPath(teamId: string, path: string): void {
  const { meId } = getState().users;
  localStorage.setItem(pathKey(meId, teamId), path);
  localStorage.setItem(teamKey(meId), teamId);
}

export function rememberedPath(teamId: string, meId = getState().users.meId): string | null {
  return localStorage.getItem(pathKey(meId, teamId));
}

export function rememberedTeam(meId = getState().users.meId): string | null {
  return localStorage.getItem(teamKey(meId));
}

/** Remembers which channel the words of an address stood for, and for `static/boot.js` how its posts are asked for. */
export function rememberChannel(path: string, channelId: string): void {
  const state = getState();
  localStorage.setItem(placeKey(state.users.meId), `${channelId} ${path}`);
  localStorage.setItem(aheadKey(state.users.meId), `${channelId} ${isCollapsedThreads(state)} ${path}`);
}

/** The channel an address stood for when it was open last; empty if another one was. */
export function rememberedChannel(path: string, meId: string): string {
  const place = localStorage.getItem(placeKey(meId)) ?? "";
  const end = place.indexOf(" ");
  return place.slice(end + 1) === path ? place.slice(0, Math.max(end, 0)) : "";
}
