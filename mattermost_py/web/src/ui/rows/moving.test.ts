/** What counts as flying past, and what waits for it to end. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { isMoving, isRushing, moved, onceCalm } from "./moving";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"] });
  vi.advanceTimersByTime(1000);
});
afterEach(() => vi.useRealTimers());

const scroll = (by: number, frames: number) => {
  for (let frame = 0; frame < frames; frame += 1) {
    vi.advanceTimersByTime(16);
    moved(by);
  }
};

describe("lists on the move", () => {
  it("rush when they go too fast to be read, but not by one leap", () => {
    scroll(4000, 1);
    expect([isMoving(), isRushing()]).toEqual([true, false]);
    vi.advanceTimersByTime(1000);
    scroll(20, 5);
    expect([isMoving(), isRushing()]).toEqual([true, false]);
    scroll(-90, 5);
    expect([isMoving(), isRushing()]).toEqual([true, true]);
    vi.advanceTimersByTime(200);
    expect([isMoving(), isRushing()]).toEqual([false, false]);
  });

  it("let wait what is not for rows that fly past, unless it is given up", () => {
    const [wanted, unwanted] = [vi.fn(), vi.fn()];
    scroll(90, 5);
    onceCalm(wanted);
    const giveUp = onceCalm(unwanted);
    scroll(90, 50);
    expect(wanted).not.toHaveBeenCalled();
    giveUp();
    scroll(10, 10);
    expect(wanted).toHaveBeenCalledOnce();
    expect(unwanted).not.toHaveBeenCalled();
  });
});
