/** Loads something before it is needed; if that fails, using it loads it again. */
export function ahead(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}

/** Does something while the page has nothing better to do; returns the way to give it up. */
export function whenIdle(run: () => void, latestMs = 2000): () => void {
  // Safari has no such call.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(run, { timeout: latestMs });
  return () => cancelIdleCallback(asked);
}

/** So long after a key or a press somebody is taken to be in the middle of something. */
const REST_MS = 400;
let touchedAt = -Infinity;
const touched = () => (touchedAt = performance.now());
for (const kind of ["keydown", "pointerdown", "click"]) window.addEventListener(kind, touched, { capture: true, passive: true });

const untilRest = () => touchedAt + REST_MS - performance.now();

/** Does something once nobody has typed or pressed anything for a moment and the page has nothing better to do. */
export function whenResting(run: () => void): void {
  const again = () => {
    const wait = untilRest();
    if (wait > 0) setTimeout(again, wait);
    else whenIdle(() => (untilRest() > 0 ? again() : run()));
  };
  again();
}
