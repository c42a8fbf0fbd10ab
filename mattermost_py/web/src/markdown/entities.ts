/** What `&auml;` and its like stand for. The browser knows all 2,200 of them, so the table need not be sent. */

const ENTITY = /^&[a-z][a-z0-9]*;$/i;
const known = new Map<string, string>();
let inert: HTMLElement | null = null;

/** Stands in for the function of this name in the package `entities`, which the Markdown parser asks for one name at a time. */
export function decodeHTMLStrict(text: string): string {
  if (!ENTITY.test(text)) return text;
  const before = known.get(text);
  if (before !== undefined) return before;
  inert ??= document.implementation.createHTMLDocument("").createElement("div");
  inert.innerHTML = text;
  const decoded = inert.textContent;
  // `&notit;` is no name: the browser would read `&not` and go on.
  if (decoded === text || (decoded.length > 1 && decoded.endsWith(";"))) return text;
  known.set(text, decoded);
  return decoded;
}
