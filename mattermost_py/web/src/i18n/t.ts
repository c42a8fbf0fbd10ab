/** The one door for words the user reads: `t("area.key", values)`. */
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { formatToParts, type Formatters } from "intl-messageformat";
import { createElement, Fragment, type ReactNode } from "react";

export type Locale = "en" | "de" | "pseudo";
type Pieces = MessageFormatElement[];
/** Sentences by key. A build has taken apart all that are more than plain text; elsewhere that happens at first use. */
export type Words = Record<string, string | Pieces>;
type Values = Record<string, string | number | boolean | Date | null | undefined>;
type RichValues = Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>;

const FIRST = { en: () => import("./en"), de: () => import("./de") };
/** Catalogues of what most people rarely open; they arrive with their feature, see `moreWords`. */
const LATE = {
  more: { en: () => import("./late/en/more.json"), de: () => import("./late/de/more.json") },
  console: { en: () => import("./late/en/console.json"), de: () => import("./late/de/console.json") },
  settings: { en: () => import("./late/en/settings.json"), de: () => import("./late/de/settings.json") },
} as const;
type Late = keyof typeof LATE;

const late = new Set<Late>();
let wanted: Locale = "en";
let current: Locale = "en";
let words: Words = {};
let loading: Promise<void> = Promise.resolve();

/** The language tag for `Intl` formatters. */
export function currentLocale(): string {
  return current === "de" ? "de" : "en";
}

/** The locale this client speaks for a user's or browser's wish such as `de-AT`. */
export function nearestLocale(wanted: string): Locale {
  return wanted.toLowerCase().startsWith("de") ? "de" : "en";
}

/** Loads a catalogue and makes it current. Every language has every key, so no second one is needed behind it. */
export function setLocale(locale: Locale): Promise<void> {
  wanted = locale;
  // One after the other, each with what is wanted by then: a slow catalogue must not undo a later choice.
  loading = loading.then(load, load);
  return loading;
}

/** Brings the words of a rarely used feature; asked for together with its code. */
export async function moreWords(...names: Late[]): Promise<void> {
  const missing = names.filter((name) => !late.has(name));
  if (missing.length === 0) return loading;
  for (const name of missing) late.add(name);
  try {
    await setLocale(wanted);
  } catch (error) {
    for (const name of missing) late.delete(name);
    throw error;
  }
}

/** A module that arrives together with its words. */
export async function withWords<M>(module: Promise<M>, ...names: Late[]): Promise<M> {
  await Promise.all([module, moreWords(...names)]);
  return module;
}

async function load(): Promise<void> {
  const locale = wanted;
  const language = locale === "de" ? "de" : "en";
  const parts = await Promise.all([FIRST[language](), ...[...late].map((name) => LATE[name][language]())]);
  const sentences = Object.assign({}, ...parts.map((part) => part.default)) as Words;
  words = locale === "pseudo" ? pseudoWords(sentences) : sentences;
  current = locale;
  document.documentElement.lang = currentLocale();
}

/** A translated sentence. */
export function t(key: string, values: Values = {}): string {
  const sentence = words[key] ?? key;
  if (isPlain(sentence)) return sentence;
  return partsOf<string>(key, sentence, values).join("");
}

/** A translated sentence with elements in it: `tRich("login.terms", { a: (text) => <a href="…">{text}</a> })`. */
export function tRich(key: string, values: RichValues): ReactNode {
  const sentence = words[key] ?? key;
  if (isPlain(sentence)) return sentence;
  const given = Object.entries(values).map(([name, value]) => [name, typeof value === "function" ? around(value) : value]);
  return together(partsOf<ReactNode>(key, sentence, Object.fromEntries(given) as RichValues));
}

/** True if the catalogue has the key; for error ids that may have a friendlier text here. */
export function hasWords(key: string): boolean {
  return key in words;
}

const MARKS = /[{}<']/;

function isPlain(sentence: string | Pieces): sentence is string {
  return typeof sentence === "string" && !MARKS.test(sentence);
}

const taken = new Map<string, Pieces>();

function piecesOf(sentence: string | Pieces): Pieces {
  if (typeof sentence !== "string") return sentence;
  if (isPlain(sentence)) return [{ type: TYPE.literal, value: sentence }];
  const pieces = taken.get(sentence) ?? parse(sentence, { captureLocation: false });
  taken.set(sentence, pieces);
  return pieces;
}

type Blanks<T> = NonNullable<Parameters<typeof formatToParts<T>>[4]>;

function partsOf<T>(key: string, sentence: string | Pieces, values: Values | RichValues): T[] {
  try {
    const parts = formatToParts<T>(piecesOf(sentence), currentLocale(), FORMATTERS, FORMATS, values as Blanks<T>);
    return parts.map((part) => part.value as T);
  } catch (error) {
    // A blank without its value: the key says more than half a sentence.
    if (import.meta.env.DEV) console.warn(key, error);
    return [key as T];
  }
}

/** Pieces side by side need no keys of their own. */
function together(parts: readonly ReactNode[]): ReactNode {
  return parts.length === 1 ? parts[0] : createElement(Fragment, null, ...parts);
}

function around(draw: (chunks: ReactNode[]) => ReactNode): (chunks: ReactNode[]) => ReactNode {
  return (chunks) => draw([together(chunks)]);
}

const FORMATS = { number: {}, date: {}, time: {} };
const FORMATTERS: Formatters = {
  getNumberFormat: kept((locale, options) => new Intl.NumberFormat(locale, options)),
  getDateTimeFormat: kept((locale, options) => new Intl.DateTimeFormat(locale, options)),
  getPluralRules: kept((locale, options) => new Intl.PluralRules(locale, options)),
};

/** Formatters are dear to make: one for each language and choice of options. */
function kept<O, F>(make: (locale: string, options?: O) => F): (locales?: string | string[], options?: O) => F {
  const made = new Map<string, F>();
  return (locales, options) => {
    const locale = String(locales);
    const key = `${locale} ${JSON.stringify(options)}`;
    const formatter = made.get(key) ?? make(locale, options);
    made.set(key, formatter);
    return formatter;
  };
}

/** One piece of a sentence that was taken apart: text, a blank, choices, a tag around others. */
interface Piece {
  type: TYPE;
  value?: string;
  options?: Record<string, { value: Piece[] }>;
  children?: Piece[];
}

function pseudoWords(sentences: Words): Words {
  return Object.fromEntries(Object.entries(sentences).map(([key, sentence]) => [key, pseudo(piecesOf(sentence))]));
}

/** Longer, accented text: shows clipped layouts and words that no catalogue holds. */
function pseudo(pieces: Piece[]): Pieces {
  return [{ type: TYPE.literal, value: "[" }, ...pieces.map(accented), { type: TYPE.literal, value: "···]" }] as Pieces;
}

function accented(piece: Piece): Piece {
  const next = { ...piece };
  if (piece.type === TYPE.literal) next.value = (piece.value ?? "").replace(/[aeiou]/g, (vowel) => `${vowel}\u0301`);
  if (piece.children) next.children = piece.children.map(accented);
  if (piece.options) {
    const options = Object.entries(piece.options).map(([name, option]) => [name, { ...option, value: option.value.map(accented) }]);
    next.options = Object.fromEntries(options) as NonNullable<Piece["options"]>;
  }
  return next;
}
