/** Which places fit what was typed, best first. Pure, and quick with thousands of names. */

export interface Place {
  key: string;
  name: string;
  /** The name as `fold` makes it, worked out once. */
  folded: string;
  /** Other words it is found by: username, address. */
  also: string;
  /** When the user last had to do with it (ms); breaks ties. */
  usedAt: number;
  mentions: number;
  isUnread: boolean;
  isMuted: boolean;
  /** Its words are many: letters strewn over them say nothing, and a place of that name is likelier meant. */
  isSentence?: boolean;
}

const LIMIT = 30;
const SENTENCE = 25;
const DAY_MS = 86_400_000;

/** The best places for a query; without a query what is unread, then what was used last. */
export function rank<P extends Place>(places: readonly P[], query: string, now: number): P[] {
  const words = fold(query.trim());
  const best: Scored<P>[] = [];
  for (const place of places) {
    const score = words === "" ? waiting(place) : fit(place, words);
    if (score > 0) putIn(best, { place, score: score + bonus(place, now) });
  }
  return best.map(({ place }) => place);
}

interface Scored<P> {
  place: P;
  score: number;
}

/** Keeps the best few in order: of thousands, putting all in order is what would take long. */
function putIn<P extends Place>(best: Scored<P>[], added: Scored<P>): void {
  let at = best.length;
  while (at > 0 && isBetter(added, best[at - 1])) at -= 1;
  if (at >= LIMIT) return;
  best.splice(at, 0, added);
  best.length = Math.min(best.length, LIMIT);
}

function isBetter<P extends Place>(one: Scored<P>, other: Scored<P> | undefined): boolean {
  if (other === undefined) return false;
  return one.score !== other.score ? one.score > other.score : one.place.usedAt > other.place.usedAt;
}

/** Lower case without accents, so that "mueller" and "Müller" differ but "muller" fits. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Most names are plain; taking letters apart is slow.
  return /^[\x20-\x7e]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

function waiting(place: Place): number {
  if (place.mentions > 0) return 300;
  return place.isUnread ? 200 : 100;
}

function fit(place: Place, words: string): number {
  const named = fitText(place.folded, words, !place.isSentence);
  const best = Math.max(named, fitText(place.also, words, !place.isSentence) - 5);
  return place.isSentence ? best - SENTENCE : best;
}

/** Whole name, its beginning, the beginning of a word, anywhere inside, letters in order. */
function fitText(text: string, words: string, mayStrew: boolean): number {
  if (text === "") return 0;
  if (text === words) return 100;
  if (text.startsWith(words)) return 80;
  const at = text.indexOf(words);
  if (at > 0) return /[\s._,-]/.test(text[at - 1] ?? "") ? 60 : 40;
  if (at === 0) return 80;
  return mayStrew && words.length > 1 && inOrder(text, words) ? 15 : 0;
}

/** "dvops" finds "devops": all letters there, in order, the first at a word's beginning. */
function inOrder(text: string, words: string): boolean {
  let from = 0;
  for (const letter of words) {
    const at = text.indexOf(letter, from);
    if (at < 0 || (from === 0 && at > 0 && !/[\s._,-]/.test(text[at - 1] ?? ""))) return false;
    from = at + 1;
  }
  return true;
}

function bonus(place: Place, now: number): number {
  const age = now - place.usedAt;
  const recent = age < DAY_MS ? 12 : age < 7 * DAY_MS ? 7 : age < 30 * DAY_MS ? 3 : 0;
  return recent + (place.mentions > 0 ? 6 : 0) + (place.isUnread ? 3 : 0) - (place.isMuted ? 8 : 0);
}
