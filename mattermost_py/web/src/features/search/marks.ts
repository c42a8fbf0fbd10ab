/** What to mark in the posts a search has found: the words that matched, as the server names them, or as typed. */
import { ONE_FILTER } from "./query";

/** Scripts that put no spaces between words: what was typed is found inside of what looks like a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const LETTER = String.raw`[\p{L}\p{M}\p{N}_]`;
const BEGINS = new RegExp(`^${LETTER}`, "u");
const ENDS = new RegExp(`${LETTER}$`, "u");

/** The words and phrases of a search without its filters; a `*` behind a word stays. */
export function wordsOf(terms: string): string[] {
  const bare = terms.replace(new RegExp(String.raw`(^|\s)-?${ONE_FILTER}`, "gi"), " ").replace(/(^|\s)-"[^"]*"/g, " ");
  const phrases = [...bare.matchAll(/"([^"]+)"/g)].map((match) => match[1]?.trim() ?? "");
  const words = bare.replace(/"[^"]*"/g, " ").split(/\s+/).filter((word) => !word.startsWith("-"));
  return [...phrases, ...words].map((word) => word.replace(/\*+$/, "*").replace(/^[@~#]+/, "")).filter((word) => word !== "" && word !== "*");
}

/** A pattern that finds whole words in a text, small or capital, or null without any; `*` stands for the rest of a word. */
export function wordPattern(words: readonly string[]): RegExp | null {
  const parts = [...new Set(words)].sort((one, other) => other.length - one.length).map(partOf);
  return parts.length === 0 ? null : new RegExp(`(${parts.join("|")})`, "giu");
}

function partOf(word: string): string {
  const isBeginning = word.endsWith("*");
  const plain = isBeginning ? word.slice(0, -1) : word;
  const text = plain.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  if (UNSPACED.test(plain)) return text;
  const before = BEGINS.test(plain) ? `(?<!${LETTER})` : "";
  if (isBeginning) return `${before}${text}${LETTER}*`;
  return `${before}${text}${ENDS.test(plain) ? `(?!${LETTER})` : ""}`;
}

export type Marks = (postId: string) => RegExp | null;

/** The pattern for each post: servers that know it tell which words of it matched ("deploy" finds "deployed"). */
export function marksOf(terms: string, matches: Readonly<Record<string, readonly string[]>> | null | undefined): Marks {
  const typed = wordsOf(terms);
  const usual = wordPattern(typed);
  const unspaced = typed.filter((word) => UNSPACED.test(word));
  const known = new Map<string, RegExp | null>();
  return (postId) => {
    const matched = matches?.[postId] ?? [];
    if (matched.length === 0) return usual;
    if (!known.has(postId)) known.set(postId, wordPattern([...matched.map((word) => word.replace(/^#/, "")), ...unspaced]));
    return known.get(postId) ?? null;
  };
}
