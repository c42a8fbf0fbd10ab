/** What a chunk of the build needs to run. */
import type { Rolldown } from "vite";

/** Adds chunks with everything they import, and their styles, to a set of files. */
export function gatherer(bundle: Rolldown.OutputBundle, found: Set<string>): (name: string) => void {
  const take = (name: string): void => {
    const chunk = bundle[name];
    if (chunk?.type !== "chunk" || found.has(name)) return;
    found.add(name);
    chunk.viteMetadata?.importedCss.forEach((style) => found.add(style));
    chunk.imports.forEach(take);
  };
  return take;
}
