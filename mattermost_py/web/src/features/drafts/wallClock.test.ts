/** Nine in the morning where the user lives, whatever the time zone and its changes. */
import { describe, expect, it } from "vitest";

import { fromWall, isMondayTomorrow, mondayMorning, morning, toWall } from "./wallClock";

const berlin = { hour12: false, timeZone: "Europe/Berlin" };
const auckland = { hour12: false, timeZone: "Pacific/Auckland" };
const at = (text: string) => Date.parse(text);
const iso = (moment: number) => new Date(moment).toISOString();

describe("the wall clock", () => {
  it("finds nine o'clock tomorrow, also over a change of the clocks", () => {
    expect(iso(morning(at("2026-07-01T10:00Z"), 1, berlin))).toBe("2026-07-02T07:00:00.000Z");
    expect(iso(morning(at("2026-10-24T10:00Z"), 1, berlin))).toBe("2026-10-25T08:00:00.000Z");
    // It is the second there already.
    expect(iso(morning(at("2026-07-01T20:00Z"), 1, auckland))).toBe("2026-07-02T21:00:00.000Z");
  });

  it("finds the next Monday, never today", () => {
    expect(iso(mondayMorning(at("2026-07-01T10:00Z"), berlin))).toBe("2026-07-06T07:00:00.000Z");
    expect(iso(mondayMorning(at("2026-07-06T05:00Z"), berlin))).toBe("2026-07-13T07:00:00.000Z");
    expect(isMondayTomorrow(at("2026-07-05T10:00Z"), berlin)).toBe(true);
    expect(isMondayTomorrow(at("2026-07-04T10:00Z"), berlin)).toBe(false);
  });

  it("reads what a field shows", () => {
    const moment = at("2026-07-02T07:30Z");
    expect(toWall(moment, berlin)).toBe("2026-07-02T09:30");
    expect(fromWall("2026-07-02T09:30", berlin)).toBe(moment);
    expect(fromWall("", berlin)).toBeNaN();
  });
});
