/** What somebody opened the page for goes first: the lists of everything else wait until its posts are on the screen. */

const PATIENCE_MS = 1500;

let release: () => void = () => undefined;
let isHere: Promise<void> = Promise.resolve();

/** The posts of one channel are on their way. */
export function expectPosts(): void {
  isHere = new Promise((resolve) => {
    release = resolve;
    setTimeout(resolve, PATIENCE_MS);
  });
}

/** Posts have come, or will not: what waits goes on once they are drawn. */
export function postsAreHere(): void {
  requestAnimationFrame(() => setTimeout(release, 0));
}

/** Waits for the posts if any are expected, but not for long. */
export function afterPosts(): Promise<void> {
  return isHere;
}
