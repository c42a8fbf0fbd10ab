/** Files of this client before they are needed. */
import { whenNothingIsSent } from "./http";

/**
 * Brings what the next key press may need into the browser's cache: one file at a time and after everything else, so
 * that on a poor line no message waits for it. What could not be had is asked for again by whoever needs it.
 */
export async function fetchAhead(): Promise<void> {
  const files = document.querySelector<HTMLScriptElement>("script[data-later]")?.dataset["later"] ?? "";
  for (const file of files.split(" ").filter(Boolean)) {
    await whenNothingIsSent();
    const response = await fetch(file, { priority: "low" });
    await response.arrayBuffer();
  }
}
