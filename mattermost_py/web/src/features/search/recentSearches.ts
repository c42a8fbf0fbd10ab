/** The last searches of a person in this browser. */
import { getState } from "@/state/store";

const MOST = 6;
const key = () => `mmpy.searches.${getState().users.meId}.${getState().teams.currentId}`;

export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key()) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function rememberSearch(terms: string): void {
  const words = terms.trim();
  if (words === "") return;
  localStorage.setItem(key(), JSON.stringify([words, ...recentSearches().filter((one) => one !== words)].slice(0, MOST)));
}

export function forgetSearch(terms: string): void {
  localStorage.setItem(key(), JSON.stringify(recentSearches().filter((one) => one !== terms)));
}
