/** Whether lists are on the move, and how fast: what passes below a resting pointer or flies past is not looked at. */
let movedAt = -Infinity;
/** Pixels in a millisecond. */
let speed = 0;

const RESTS_AFTER_MS = 120;
/** Faster than that nobody sees more than shapes. */
const RUSH = 2;

/** A list went by so many pixels. */
export function moved(by: number): void {
  const now = performance.now();
  const since = now - movedAt;
  // A single leap is no movement.
  speed = since > RESTS_AFTER_MS ? 0 : Math.abs(by) / Math.max(since, 4);
  movedAt = now;
}

export function isMoving(): boolean {
  return performance.now() - movedAt < RESTS_AFTER_MS;
}

export function isRushing(): boolean {
  return speed > RUSH && isMoving();
}

const waiting = new Set<() => void>();
let timer = 0;

/** Does something once no list flies past any more; returns the way to give it up. */
export function onceCalm(run: () => void): () => void {
  waiting.add(run);
  if (timer === 0) timer = window.setInterval(lookAgain, RESTS_AFTER_MS);
  return () => waiting.delete(run);
}

function lookAgain(): void {
  if (isRushing()) return;
  clearInterval(timer);
  timer = 0;
  const ready = [...waiting];
  waiting.clear();
  for (const run of ready) run();
}
