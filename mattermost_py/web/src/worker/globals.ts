/** What the worker is: its scope, typed, and what the build tells it. */
declare const __SHELL__: readonly string[];
declare const __BUILD__: string;

export const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Files the first screen needs, relative to the site's address. */
export const SHELL = __SHELL__;

/** Changes with any of these files. */
export const BUILD = __BUILD__;

/** The address the site lives at, with a slash at its end. */
export const site = new URL(worker.registration.scope);
