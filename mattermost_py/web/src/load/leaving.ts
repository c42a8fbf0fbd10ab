/** What parts of the client hold of a person goes when that person leaves. */

const acts = new Set<() => void>();

/** Calls back when somebody signs out, or is signed out. */
export function onLeave(act: () => void): void {
  acts.add(act);
}

/** Somebody is leaving. */
export function leave(): void {
  for (const act of acts) act();
}
