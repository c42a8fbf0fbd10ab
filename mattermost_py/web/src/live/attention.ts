/** Whether somebody is looking at this window. */
export function isAttentive(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
