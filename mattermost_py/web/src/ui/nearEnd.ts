/** Whether so little of a virtual list is left below that the next page should come. */
import type { VListHandle } from "virtua";

const NEAR_PX = 800;

export function isNearEnd(list: VListHandle | null): boolean {
  return list !== null && list.scrollSize - list.scrollOffset - list.viewportSize < NEAR_PX;
}
