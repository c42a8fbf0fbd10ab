/** The search field's language: filters such as `from:` and what to offer while one is typed. */

export type FilterKind = "from" | "in" | "before" | "after" | "on" | "ext" | "has" | "is" | "mentions";

export interface FilterHint {
  kind: FilterKind;
  /** What was typed after the colon. */
  value: string;
  from: number;
  to: number;
}

export const FILTERS: readonly FilterKind[] = ["from", "in", "before", "after", "on", "has", "is", "mentions"];
export const FILE_FILTERS: readonly FilterKind[] = [...FILTERS, "ext"];
/** What can stand behind `has:` and the like; anything else there is a word as any other. */
export const TRAITS: Partial<Record<FilterKind, readonly string[]>> = {
  has: ["link", "file", "reaction"],
  is: ["pinned", "unread", "thread", "saved"],
  mentions: ["me"],
};

export const ONE_FILTER = String.raw`(?:(?:from|in|channel|before|after|on|ext):\s?\S+|(?:${Object.entries(TRAITS)
  .map(([kind, values]) => String.raw`${kind}:\s?(?:${values.join("|")})`)
  .join("|")})(?!\S))`;
const FILTER_AT_END = /(?:^|\s)-?(from|in|channel|before|after|on|ext|has|is|mentions):\s?([^\s"]*)$/i;
const WORD_AT_END = /(?:^|\s)-?([a-z]*)$/i;

/** The filter whose value is being typed at the caret, or null. */
export function filterAt(terms: string, caret: number): FilterHint | null {
  const match = FILTER_AT_END.exec(terms.slice(0, caret));
  if (!match) return null;
  const [, name = "", value = ""] = match;
  const kind = name.toLowerCase() === "channel" ? "in" : name.toLowerCase();
  const known = FILE_FILTERS.find((filter) => filter === kind);
  return known ? { kind: known, value, from: caret - value.length, to: caret } : null;
}

/** The filters whose names start with the word being typed. */
export function filterNamesAt(terms: string, caret: number, inFiles: boolean): FilterKind[] {
  const typed = WORD_AT_END.exec(terms.slice(0, caret))?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  return (inFiles ? FILE_FILTERS : FILTERS).filter((kind) => kind.startsWith(typed));
}

/** The terms with the value at the caret completed. */
export function completeFilter(terms: string, hint: FilterHint, value: string): { terms: string; caret: number } {
  const head = `${terms.slice(0, hint.from)}${value} `;
  return { terms: head + terms.slice(hint.to).replace(/^\s+/, ""), caret: head.length };
}

export function completeFilterName(terms: string, caret: number, kind: FilterKind): { terms: string; caret: number } {
  const typed = WORD_AT_END.exec(terms.slice(0, caret))?.[1] ?? "";
  const head = `${terms.slice(0, caret - typed.length)}${kind}:`;
  return { terms: head + terms.slice(caret), caret: head.length };
}

const FILTER = new RegExp(String.raw`(?:^|\s)(-?${ONE_FILTER})`, "gi");

/** The filters of a search as they are written in it. */
export function filtersOf(terms: string): string[] {
  return [...new Set([...terms.matchAll(FILTER)].map((match) => match[1] ?? ""))];
}

/** The search without one of its filters. */
export function withoutFilter(terms: string, filter: string): string {
  return terms.replace(filter, " ").replace(/\s+/g, " ").trim();
}
