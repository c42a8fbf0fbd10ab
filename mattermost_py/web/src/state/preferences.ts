/** The user's preferences, kept on the server as (category, name, value). */
import type { PreferenceType } from "@mattermost/types/preferences";
import { without } from "./maps";
import type { State } from "./model";

export function receivePreferences(state: State, preferences: readonly PreferenceType[]): State {
  const byKey: Record<string, string> = { ...state.preferences.byKey };
  for (const { category, name, value } of preferences) byKey[`${category}/${name}`] = value;
  return { ...state, preferences: { byKey } };
}

export function removePreferences(state: State, preferences: readonly Pick<PreferenceType, "category" | "name">[]): State {
  const keys = preferences.map(({ category, name }) => `${category}/${name}`);
  return { ...state, preferences: { byKey: without(state.preferences.byKey, ...keys) } };
}

export function preference(state: State, category: string, name: string, fallback = ""): string {
  return state.preferences.byKey[`${category}/${name}`] ?? fallback;
}

export function displaySetting(state: State, name: string, fallback: string): string {
  return preference(state, "display_settings", name, fallback);
}

/** Whether replies live only in threads (the server's rule, then the user's choice). */
export function isCollapsedThreads(state: State): boolean {
  const rule: string = state.server.config.CollapsedThreads ?? "always_on";
  if (rule === "always_on") return true;
  if (rule === "disabled") return false;
  return displaySetting(state, "collapsed_reply_threads", rule === "default_on" ? "on" : "off") === "on";
}

export function isSavedPost(state: State, postId: string): boolean {
  return preference(state, "flagged_post", postId) === "true";
}

/** 24-hour clock or not: as the user chose, else as people of the language and country count. */
export function isMilitaryTime(state: State): boolean {
  const chosen = displaySetting(state, "use_military_time", "");
  return chosen === "" ? countsTo24(state.users.byId[state.users.meId]?.locale ?? "") : chosen === "true";
}

// Asked for every post there is, and dear to find out.
const counted = new Map<string, boolean>();

function countsTo24(language: string): boolean {
  const known = counted.get(language);
  if (known !== undefined) return known;
  // The browser knows the country, too: en-GB counts otherwise than en-US.
  const locale = navigator.languages.find((one) => one.startsWith(language)) ?? language;
  const answer = !new Intl.DateTimeFormat(locale === "" ? undefined : locale, { hour: "numeric" }).resolvedOptions().hour12;
  counted.set(language, answer);
  return answer;
}
