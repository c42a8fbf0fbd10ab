import { lazy, Suspense } from "react";
import type { DialogProps } from "./DialogParts";

const DialogParts = lazy(() => import("./DialogParts"));

/** A modal dialog: holds the focus, closes on Escape and outside clicks, gives the focus back. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense fallback={null}>
      <DialogParts {...props} />
    </Suspense>
  );
}
