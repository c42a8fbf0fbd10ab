/** Files of this client before they are needed. */
import { whenNothingIsSent } from "./http";

/**
 * Brings what the next key press may need into the browser's cache: one file at a time and after everything else, so
 * that on a poor line no message waits for it. What could not be had is asked for again by whoever needs it.
 * `part`: of the page's list of files.
 */
export async function fetchAhead(part: number): Promise<void> {
  const parts = document.querySelector<HTMLScriptElement>("script[data-later]")?.dataset["later"]?.split(";") ?? [];
  for (const file of (parts[part] ?? "").split(" ").filter(Boolean)) {
    await whenNothingIsSent();
    const response = await fetch(file, { priority: "low" });
    await response.arrayBuffer();
  }
}
