import { whenIdle } from "./ahead";

/** At the latest, where nothing is painted: in a tab nobody sees. */
const LATEST_MS = 500;
/** At the latest after the frame, if there is always something else to do. */
const SOON_MS = 100;

/**
 * Does what can wait until the screen shows what just changed; returns the way to give it up. React runs the effects of
 * a click before the next frame, so that whatever they do delays what is looked at.
 */
export function afterPaint(run: () => void): () => void {
  let undo = () => clearTimeout(timer);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    undo = whenIdle(run, SOON_MS);
  });
  const timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    run();
  }, LATEST_MS);
  return () => {
    cancelAnimationFrame(frame);
    undo();
  };
}

/** Does right after the next frame what must not wait for longer; where no frame comes, at once. It cannot be given up. */
export function afterFrame(run: () => void): void {
  if (document.visibilityState === "hidden") {
    run();
    return;
  }
  let isDone = false;
  const once = () => {
    if (isDone) return;
    isDone = true;
    run();
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, SOON_MS);
}
