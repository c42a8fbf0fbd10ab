/** At the latest, where nothing is painted: in a tab nobody sees. */
const LATEST_MS = 500;

/**
 * Does what can wait until the screen shows what just changed; returns the way to give it up. React runs the effects of
 * a click before the next frame, so that whatever they do delays what is looked at.
 */
export function afterPaint(run: () => void): () => void {
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(run, 0);
  });
  let timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    run();
  }, LATEST_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
