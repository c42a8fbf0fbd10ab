/** Loads code before it is needed; if that fails, using it loads it again. */
export function ahead(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}
