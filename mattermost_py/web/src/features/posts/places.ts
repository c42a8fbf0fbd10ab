/** Where the user was in the channels seen lately, for coming back: what was on top, and how high each row is. */
export interface ListPlace {
  /** How high its rows are, by key, which spares measuring them again. */
  readonly heights: ReadonlyMap<string, number>;
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
