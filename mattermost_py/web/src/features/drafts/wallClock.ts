/** Moments people choose ("tomorrow at 9"), in their own time zone. Pure, so every case is a test. */
import { type Clock, dayKey } from "@/features/posts/times";

const DAY_MS = 86_400_000;

/** How far the clock on the wall is ahead of UTC at a moment (ms). */
function offsetAt(at: number, timeZone: string | undefined): number {
  if (timeZone === undefined) return -new Date(at).getTimezoneOffset() * 60_000;
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign = "+", hours = "0", minutes = "0"] = /([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The moment at which the wall shows this, as the value of a `datetime-local` field; NaN for no such thing. */
export function fromWall(value: string, clock: Clock): number {
  const asUtc = Date.parse(`${value}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  // Where the clock changes in between, the second guess is right.
  const guess = asUtc - offsetAt(asUtc, clock.timeZone);
  return asUtc - offsetAt(guess, clock.timeZone);
}

/** What the wall shows at a moment, as the value of a `datetime-local` field. */
export function toWall(at: number, clock: Clock): string {
  return new Date(at + offsetAt(at, clock.timeZone)).toISOString().slice(0, 16);
}

/** Nine o'clock so many days from now. */
export function morning(now: number, days: number, clock: Clock): number {
  const today = Date.parse(`${dayKeyAscii(now, clock)}T12:00Z`);
  const day = new Date(today + days * DAY_MS).toISOString().slice(0, 10);
  return fromWall(`${day}T09:00`, clock);
}

/** Nine o'clock on the next Monday; on a Monday the one in a week. */
export function mondayMorning(now: number, clock: Clock): number {
  const weekday = new Date(Date.parse(`${dayKeyAscii(now, clock)}T12:00Z`)).getUTCDay();
  return morning(now, ((8 - weekday) % 7) || 7, clock);
}

/** Whether tomorrow is that Monday, so that offering both would say one thing twice. */
export function isMondayTomorrow(now: number, clock: Clock): boolean {
  return mondayMorning(now, clock) === morning(now, 1, clock);
}

/** The day in digits that every language's reader can compute with. */
function dayKeyAscii(at: number, clock: Clock): string {
  const key = dayKey(at, clock);
  return /^\d{4}-\d\d-\d\d$/.test(key) ? key : toWall(at, clock).slice(0, 10);
}
