/** The system emoji: loaded once, found by name, by words and by group. */
import { useSyncExternalStore } from "react";

/** Glyph, names separated by blanks, group, and how its skin tones are made. */
type TableRow = [glyph: string, names: string, group: number, skins?: 1 | string[]];

export interface SystemEmoji {
  glyph: string;
  name: string;
  names: readonly string[];
  group: number;
  hasSkins: boolean;
}

export const SKIN_TONES = ["light", "medium_light", "medium", "medium_dark", "dark"] as const;
export type SkinTone = (typeof SKIN_TONES)[number] | "";

const TONE_MARKS = ["\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];
const TONE_SUFFIX = /_(light|medium_light|medium|medium_dark|dark)_skin_tone$/;
const TONE_CODES: Record<string, SkinTone> = {
  "1F3FB": "light",
  "1F3FC": "medium_light",
  "1F3FD": "medium",
  "1F3FE": "medium_dark",
  "1F3FF": "dark",
};

export const GROUPS = ["smileys", "people", "nature", "food", "travel", "activities", "objects", "symbols", "flags"] as const;

class EmojiTable {
  readonly all: SystemEmoji[];
  private readonly byName = new Map<string, SystemEmoji>();
  private readonly skins = new Map<SystemEmoji, readonly string[]>();

  constructor(rows: readonly TableRow[]) {
    this.all = rows.map(([glyph, names, group, skins]) => {
      const list = names.split(" ");
      const emoji = { glyph, name: list[0] ?? "", names: list, group, hasSkins: skins !== undefined };
      for (const name of list) this.byName.set(name, emoji);
      if (skins === 1) this.skins.set(emoji, TONE_MARKS.map((mark) => tinted(glyph, mark)));
      else if (skins) this.skins.set(emoji, skins);
      return emoji;
    });
  }

  find(name: string): SystemEmoji | null {
    return this.byName.get(name.replace(TONE_SUFFIX, "")) ?? null;
  }

  glyph(name: string): string | null {
    const plain = this.byName.get(name);
    if (plain) return plain.glyph;
    const tone = TONE_SUFFIX.exec(name)?.[1];
    const emoji = this.find(name);
    if (tone === undefined || !emoji) return null;
    return this.skins.get(emoji)?.[SKIN_TONES.findIndex((known) => known === tone)] ?? null;
  }

  /** The first of an emoji's names, with the skin tone of the given one: `thumbsup` is `+1`. */
  usualName(name: string): string {
    const emoji = this.find(name);
    return emoji ? emoji.name + (TONE_SUFFIX.exec(name)?.[0] ?? "") : name;
  }

  toned(emoji: SystemEmoji, tone: SkinTone): { glyph: string; name: string } {
    if (tone === "" || !emoji.hasSkins) return emoji;
    const glyph = this.skins.get(emoji)?.[SKIN_TONES.indexOf(tone)];
    return glyph === undefined ? emoji : { glyph, name: `${emoji.name}_${tone}_skin_tone` };
  }
}

function tinted(glyph: string, mark: string): string {
  const [first = "", ...rest] = glyph;
  return first + mark + rest.join("").replace(/^\uFE0F/, "");
}

export type { EmojiTable };

let table: EmojiTable | null = null;
let loading: Promise<EmojiTable> | null = null;
const waiting = new Set<() => void>();

/** Loads the table once; safe to call often. */
export function loadEmoji(): Promise<EmojiTable> {
  loading ??= import("./data/emoji.json").then((module) => {
    table = new EmojiTable(module.default as TableRow[]);
    for (const wake of waiting) wake();
    return table;
  });
  return loading;
}

function subscribe(wake: () => void): () => void {
  waiting.add(wake);
  void loadEmoji();
  return () => waiting.delete(wake);
}

/** The table, or null during the moment before it has arrived. */
export function useEmojiTable(): EmojiTable | null {
  return useSyncExternalStore(subscribe, () => table);
}

/** The table if it is there already, for code outside of drawing. */
export function emojiTable(): EmojiTable | null {
  return table;
}

/** The tone kept in the preference `emoji/emoji_skintone`: a code point in hex, or `default`. */
export function readTone(preference: string): SkinTone {
  return TONE_CODES[preference.toUpperCase()] ?? "";
}

export function writeTone(tone: SkinTone): string {
  return Object.keys(TONE_CODES).find((code) => TONE_CODES[code] === tone) ?? "default";
}

/** How well a name answers a typed word: 0 exact, 1 starts with it, 2 a part of it does, 3 holds it, -1 not. */
export function matchRank(name: string, typed: string): number {
  if (name === typed) return 0;
  if (name.startsWith(typed)) return 1;
  if (name.includes(`_${typed}`) || name.includes(`-${typed}`)) return 2;
  return name.includes(typed) ? 3 : -1;
}

export interface EmojiMatch {
  name: string;
  /** Empty for a custom emoji, which is a picture. */
  glyph: string;
}

/** Emoji whose names answer the typed word, best first; recently used ones win among equals. */
export function searchEmoji(
  typed: string,
  { tone, custom, recent, limit }: { tone: SkinTone; custom: readonly string[]; recent: readonly string[]; limit: number },
): EmojiMatch[] {
  const word = typed.toLowerCase();
  const found: { match: EmojiMatch; rank: number; order: number }[] = [];
  const recentRank = (name: string) => {
    const index = recent.indexOf(name);
    return index < 0 ? recent.length : index;
  };
  for (const emoji of table?.all ?? []) {
    let best = -1;
    let bestName = "";
    for (const name of emoji.names) {
      const rank = matchRank(name, word);
      if (rank >= 0 && (best < 0 || rank < best)) [best, bestName] = [rank, name];
    }
    if (best < 0) continue;
    const toned = table?.toned(emoji, tone) ?? emoji;
    // The name that answered is shown, so `:thumbs` offers `:thumbsup:` and not `:+1:`.
    const name = toned.name === emoji.name ? bestName : toned.name.replace(emoji.name, bestName);
    found.push({ match: { name, glyph: toned.glyph }, rank: best, order: recentRank(emoji.name) });
  }
  for (const name of custom) {
    const rank = matchRank(name.toLowerCase(), word);
    if (rank >= 0) found.push({ match: { name, glyph: "" }, rank, order: recentRank(name) });
  }
  found.sort((a, b) => a.rank - b.rank || a.order - b.order || a.match.name.length - b.match.name.length || (a.match.name < b.match.name ? -1 : 1));
  return found.slice(0, limit).map(({ match }) => match);
}
