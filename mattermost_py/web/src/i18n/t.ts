/** The one door for words the user reads: `t("area.key", values)`. */
import { createIntl, createIntlCache, type IntlShape } from "react-intl";
import type { ReactNode } from "react";
import en from "./en";

export type Locale = "en" | "de" | "pseudo";
/** Sentences by key; a build has them taken apart already, which the formatter takes just as well. */
export type Words = Record<string, string>;
type Values = Record<string, string | number | boolean | Date | null | undefined>;
type RichValues = Record<string, ReactNode | ((chunks: ReactNode[]) => ReactNode)>;

/** Catalogues of what most people never open; they arrive with their feature, see `moreWords`. */
const LATE = {
  console: { en: () => import("./late/en/console.json"), de: () => import("./late/de/console.json") },
} as const;
type Late = keyof typeof LATE;

const cache = createIntlCache();
const late = new Set<Late>();
let current: Locale = "en";
let intl: IntlShape = build("en", en);

function build(locale: string, words: Words): IntlShape {
  return createIntl(
    {
      locale,
      messages: words,
      defaultLocale: "en",
      onError: (error) => {
        if (import.meta.env.DEV) console.warn(error.message);
      },
    },
    cache,
  );
}

/** The locale this client speaks for a user's or browser's wish such as `de-AT`. */
export function nearestLocale(wanted: string): Locale {
  return wanted.toLowerCase().startsWith("de") ? "de" : "en";
}

/** Loads a catalogue and makes it current; English is always at hand, so missing keys read English. */
export async function setLocale(locale: Locale): Promise<void> {
  current = locale;
  const english = { ...en, ...(await lateWords("en")) };
  if (locale === "en") intl = build("en", english);
  else if (locale === "de") intl = build("de", { ...english, ...(await import("./de")).default, ...(await lateWords("de")) });
  else intl = build("en", Object.fromEntries(Object.entries(english).map(([key, text]) => [key, pseudo(text)])));
  document.documentElement.lang = intl.locale;
}

/** Brings the words of a rarely used feature; asked for together with its code. */
export async function moreWords(name: Late): Promise<void> {
  if (late.has(name)) return;
  late.add(name);
  await setLocale(current);
}

async function lateWords(language: "en" | "de"): Promise<Words> {
  const parts = await Promise.all([...late].map((name) => LATE[name][language]()));
  return Object.assign({}, ...parts.map((part) => part.default)) as Words;
}

/** One piece of a sentence that was taken apart: text, a blank, choices, a tag around others. */
interface Piece {
  type: number;
  value?: string;
  options?: Record<string, { value: Piece[] }>;
  children?: Piece[];
}

const TEXT = 0;

/** Longer, accented text: shows clipped layouts and words that no catalogue holds. */
function pseudo(sentence: unknown): string {
  const pieces: Piece[] = typeof sentence === "string" ? [{ type: TEXT, value: sentence }] : (sentence as Piece[]);
  const ends = [{ type: TEXT, value: "[" }, ...pieces.map(accented), { type: TEXT, value: "···]" }];
  // The formatter takes pieces wherever it takes text.
  return ends as unknown as string;
}

function accented(piece: Piece): Piece {
  const next = { ...piece };
  if (piece.type === TEXT) next.value = (piece.value ?? "").replace(/[aeiou]/g, (vowel) => `${vowel}\u0301`);
  if (piece.children) next.children = piece.children.map(accented);
  if (piece.options) {
    const options = Object.entries(piece.options).map(([name, option]) => [name, { ...option, value: option.value.map(accented) }]);
    next.options = Object.fromEntries(options) as NonNullable<Piece["options"]>;
  }
  return next;
}

/** A translated sentence. */
export function t(key: string, values?: Values): string {
  return intl.formatMessage({ id: key, defaultMessage: en[key] ?? key }, values);
}

/** A translated sentence with elements in it: `tRich("login.terms", { a: (text) => <a href="…">{text}</a> })`. */
export function tRich(key: string, values: RichValues): ReactNode {
  return intl.formatMessage({ id: key, defaultMessage: en[key] ?? key }, values as Record<string, ReactNode>);
}

/** The language tag for `Intl` formatters. */
export function currentLocale(): string {
  return intl.locale;
}

/** True if the catalogue has the key; for error ids that may have a friendlier text here. */
export function hasWords(key: string): boolean {
  return key in intl.messages;
}
