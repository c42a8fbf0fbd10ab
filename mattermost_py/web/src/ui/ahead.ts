/** Loads something before it is needed; if that fails, using it loads it again. */
export function ahead(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}

/** Does something while the page has nothing better to do. */
export function whenIdle(run: () => void): void {
  // Safari has no such call.
  if ("requestIdleCallback" in window) window.requestIdleCallback(run, { timeout: 2000 });
  else setTimeout(run, 0);
}
