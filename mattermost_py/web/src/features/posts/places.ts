/** Where the user was in the channels seen lately, for coming back: what was on top, and how high each row is. */
import type { CacheSnapshot } from "virtua";

export interface ListPlace {
  /** The rows there were, by key. */
  readonly keys: readonly string[];
  /** Their heights as measured, which spare measuring all of them again. */
  readonly heights: CacheSnapshot;
  readonly isAtEnd: boolean;
  /** The first row in sight, and how many pixels of it were above the edge. */
  readonly topKey: string;
  readonly topBy: number;
}

const places = new Map<string, ListPlace>();
const KEPT = 50;

export function keepPlace(channelId: string, place: ListPlace): void {
  places.delete(channelId);
  places.set(channelId, place);
  const [oldest] = places.keys();
  if (places.size > KEPT && oldest !== undefined) places.delete(oldest);
}

export function placeIn(channelId: string): ListPlace | null {
  return places.get(channelId) ?? null;
}

let cameBack = false;

/** Whether the screen was reached by the browser's history and not by a link. */
export function hasComeBack(): boolean {
  return cameBack;
}

// Heard before the router draws what the new address names; the router announces its own steps by the second name.
window.addEventListener("popstate", () => (cameBack = true), { capture: true });
window.addEventListener("pushState", () => (cameBack = false), { capture: true });

/** The heights, if they are of exactly these rows. */
export function heightsFor(place: ListPlace | null, rows: readonly { key: string }[]): CacheSnapshot | undefined {
  if (place?.keys.length !== rows.length) return undefined;
  return rows.every((row, index) => row.key === place.keys[index]) ? place.heights : undefined;
}
