/**
 * The small pictures seen last. As long as somebody holds them the browser draws them again at once, without asking
 * its cache or the server, so that a channel one comes back to has all its faces from the first moment.
 */
const MOST = 500;

const held = new Map<string, HTMLImageElement>();

/** Told that a picture is there. */
export function holdPicture(src: string): void {
  const picture = held.get(src) ?? new Image();
  if (!held.delete(src)) picture.src = src;
  held.set(src, picture);
  if (held.size <= MOST) return;
  const oldest = held.keys().next();
  if (!oldest.done) held.delete(oldest.value);
}

/** Whether a picture is drawn at once. */
export function isHeld(src: string): boolean {
  return held.has(src);
}

/** Lets go of all of them. */
export function forgetPictures(): void {
  held.clear();
}
