/** Whether a list is on the move: what passes below a resting pointer is not pointed at. */
let movedAt = -Infinity;

const RESTS_AFTER_MS = 120;

export function moved(): void {
  movedAt = performance.now();
}

export function isMoving(): boolean {
  return performance.now() - movedAt < RESTS_AFTER_MS;
}
