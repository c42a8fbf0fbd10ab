/** Where the focus goes when the dialog in front closes, if not to where it was before. */

let wanted: HTMLElement | null = null;

/** Read by dialogs when they close. */
export const finalFocus = {
  get current(): HTMLElement | null {
    return wanted?.isConnected ? wanted : null;
  },
};

/** Has the dialog in front give the focus to this element, and tells once it did; returns the way to give that up. */
export function focusAfterDialog(element: HTMLElement, then: () => void): () => void {
  const stop = () => {
    element.removeEventListener("focus", come);
    if (wanted === element) wanted = null;
  };
  const come = () => {
    stop();
    then();
  };
  element.addEventListener("focus", come);
  wanted = element;
  return stop;
}

/** A dialog that opens gives the focus back to where it was, whatever an earlier one was asked to do. */
export function forgetFinalFocus(): void {
  wanted = null;
}
