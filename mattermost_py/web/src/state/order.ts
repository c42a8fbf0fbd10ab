/** How names are sorted for people. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export function displayOrder(a: string, b: string): number {
  return collator.compare(a, b);
}
