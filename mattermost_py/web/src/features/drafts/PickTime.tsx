import { lazy, Suspense } from "react";

import type { PickTimeProps } from "./PickTimeDialog";

const PickTimeDialog = lazy(() => import("./PickTimeDialog"));

/** Asks for a moment in the future; loaded when it is first asked. */
export function PickTime(props: PickTimeProps) {
  return (
    <Suspense fallback={null}>
      <PickTimeDialog {...props} />
    </Suspense>
  );
}
