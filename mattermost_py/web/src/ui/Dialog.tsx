import type { DialogProps } from "./DialogParts";
import { late, Later } from "./late";

const DialogParts = late(() => import("./DialogParts"));

/** Loads what dialogs are drawn with before one is opened. */
export const dialogsAhead = DialogParts.ahead;

/** A modal dialog: holds the focus, closes on Escape and outside clicks, gives the focus back. */
export function Dialog(props: DialogProps) {
  return (
    <Later>
      <DialogParts {...props} />
    </Later>
  );
}
