/** Moments as people read them: clock, day, full date, in the user's time zone and clock. */
import { currentLocale, t } from "@/i18n/t";
import type { State } from "@/state/model";
import { isMilitaryTime } from "@/state/preferences";
import { me } from "@/state/users";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = currentLocale() + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(currentLocale(), options);
  formatters.set(key, made);
  return made;
}

export interface Clock {
  hour12: boolean;
  timeZone: string | undefined;
}

const clocks = new Map<string, Clock>();

/** The user's clock; the same object while the settings stay, so it can be selected from the store. */
export function clockOf(state: State): Clock {
  const hour12 = !isMilitaryTime(state);
  const zone = me(state)?.timezone;
  const timeZone = zone?.useAutomaticTimezone === "false" && zone.manualTimezone !== "" ? zone.manualTimezone : undefined;
  const key = `${String(hour12)}${timeZone ?? ""}`;
  const clock = clocks.get(key) ?? { hour12, timeZone };
  clocks.set(key, clock);
  return clock;
}

const zone = (clock: Clock) => (clock.timeZone === undefined ? {} : { timeZone: clock.timeZone });

export function timeText(at: number, clock: Clock): string {
  return formatter({ hour: "numeric", minute: "2-digit", hour12: clock.hour12, ...zone(clock) }).format(at);
}

/** A day as a key for comparing: 2026-01-05. */
export function dayKey(at: number, clock: Clock): string {
  if (clock.timeZone === undefined) return localDay(new Date(at));
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit", ...zone(clock) };
  const parts = formatter(options).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The same without a formatter, which is a hundred times as dear. */
function localDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const DAY_MS = 86_400_000;

/** Today, Yesterday, or the date in words. */
export function dayText(at: number, clock: Clock, now: number): string {
  const day = dayKey(at, clock);
  if (day === dayKey(now, clock)) return t("posts.today");
  if (day === dayKey(now - DAY_MS, clock)) return t("posts.yesterday");
  const isThisYear = day.slice(0, 4) === dayKey(now, clock).slice(0, 4);
  return formatter({ weekday: "long", day: "numeric", month: "long", ...(isThisYear ? {} : { year: "numeric" }), ...zone(clock) }).format(at);
}

/** A moment to come or gone by, as short as it is clear: "tomorrow at 9:00", "Monday, July 6 at 9:00". */
export function momentText(at: number, clock: Clock, now: number): string {
  const time = timeText(at, clock);
  const day = dayKey(at, clock);
  if (day === dayKey(now, clock)) return t("posts.today_at", { time });
  if (day === dayKey(now + DAY_MS, clock)) return t("posts.tomorrow_at", { time });
  return t("posts.day_at", { day: dayText(at, clock, now), time });
}

/** The same at the beginning of a line. */
export function momentLine(at: number, clock: Clock, now: number): string {
  const [first = "", ...rest] = momentText(at, clock, now);
  return first.toLocaleUpperCase(currentLocale()) + rest.join("");
}

/** Date and time in full, for tooltips and screen readers. */
export function fullText(at: number, clock: Clock): string {
  return formatter({ dateStyle: "full", timeStyle: "short", hour12: clock.hour12, ...zone(clock) }).format(at);
}

/** How long ago, short: 5 min, 2 h, 3 days, then the date. */
export function agoText(at: number, now: number, clock: Clock): string {
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  const relative = new Intl.RelativeTimeFormat(currentLocale(), { style: "short", numeric: "auto" });
  if (minutes < 1) return t("posts.now");
  if (minutes < 60) return relative.format(-minutes, "minute");
  if (minutes < 60 * 24) return relative.format(-Math.floor(minutes / 60), "hour");
  if (minutes < 60 * 24 * 7) return relative.format(-Math.floor(minutes / 60 / 24), "day");
  return formatter({ day: "numeric", month: "short", year: "numeric", ...zone(clock) }).format(at);
}

/** The hour of the day (0 to 23) somewhere; noon where the zone is unknown to this browser. */
export function hourIn(at: number, timeZone: string): number {
  try {
    return Number(formatter({ hour: "numeric", hourCycle: "h23", timeZone }).formatToParts(at).find((part) => part.type === "hour")?.value ?? 12);
  } catch {
    return 12;
  }
}
