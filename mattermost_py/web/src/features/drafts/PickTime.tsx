import type { PickTimeProps } from "./PickTimeDialog";
import { late, Later } from "@/ui/late";

const PickTimeDialog = late(() => import("./PickTimeDialog"));

/** Asks for a moment in the future; loaded when it is first asked. */
export function PickTime(props: PickTimeProps) {
  return (
    <Later>
      <PickTimeDialog {...props} />
    </Later>
  );
}
