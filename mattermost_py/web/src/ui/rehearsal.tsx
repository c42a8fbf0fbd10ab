/** Code that runs for the first time is slow: a view can be drawn once, ahead, where nobody sees it. */
import { createContext, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

/** Whether this is drawn to be thrown away; dialogs stay closed then. */
export const Rehearsal = createContext(false);

/** Draws a view and throws it away. */
export function rehearse(view: ReactNode): void {
  const root = createRoot(document.createElement("div"));
  flushSync(() => root.render(<Rehearsal value>{view}</Rehearsal>));
  root.unmount();
}
