/** Days and moments as programs write them: "2026-05-01", "today", "+2w", "+3H". Pure, so every case is a test. */
import { fromWall, toWall } from "@/features/drafts/wallClock";
import type { Clock } from "@/features/posts/times";

const DAY_MS = 86_400_000;
const NAMED: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 };
const LATER_MS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000 };
const RELATIVE = /^([+-]\d{1,4})([dwmHMS])$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The day, as the value of a `date` field; empty for no such thing. */
export function dayOf(text: string, now: number, clock: Clock): string {
  const at = momentOf(text, now, clock);
  return Number.isNaN(at) ? "" : toWall(at, clock).slice(0, 10);
}

/** The moment, as the value of a `datetime-local` field, on a step of so many minutes; empty for no such thing. */
export function wallOf(text: string, now: number, clock: Clock, stepMinutes: number): string {
  const at = momentOf(text, now, clock);
  if (Number.isNaN(at)) return "";
  const wall = toWall(at, clock);
  const late = minutesOf(wall) % stepMinutes;
  return late === 0 ? wall : toWall(fromWall(wall, clock) + (stepMinutes - late) * 60_000, clock);
}

/** Minutes since midnight of a wall clock's time. */
export function minutesOf(wall: string): number {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

/** As programs are told: UTC to the second; empty for no such thing. */
export function wireMoment(wall: string, clock: Clock): string {
  const at = fromWall(wall, clock);
  return Number.isNaN(at) ? "" : new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

function momentOf(text: string, now: number, clock: Clock): number {
  const named = NAMED[text];
  if (named !== undefined) return fromWall(`${toWall(now + named * DAY_MS, clock).slice(0, 10)}T00:00`, clock);
  const [, amount = "", unit = ""] = RELATIVE.exec(text) ?? [];
  if (unit !== "") return later(now, Number(amount), unit, clock);
  return DAY.test(text) ? fromWall(`${text}T00:00`, clock) : Date.parse(text);
}

function later(now: number, amount: number, unit: string, clock: Clock): number {
  const step = LATER_MS[unit];
  if (step !== undefined) return now + amount * step;
  const wall = toWall(now, clock);
  const day = new Date(`${wall}Z`);
  if (unit === "m") toMonth(day, amount);
  else day.setUTCDate(day.getUTCDate() + amount * (unit === "w" ? 7 : 1));
  return fromWall(day.toISOString().slice(0, 16), clock);
}

/** So many months on; the last day of a month that is shorter. */
function toMonth(day: Date, amount: number): void {
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + amount);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(wanted, last));
}
