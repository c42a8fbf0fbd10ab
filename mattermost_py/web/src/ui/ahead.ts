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
