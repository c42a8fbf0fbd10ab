/** When the user wants to be called: weekdays and hours on their own clock. The server keeps to it, too. */
import { type Clock, clockOf } from "@/features/posts/times";
import type { State } from "@/state/model";
import { preference } from "@/state/preferences";

export const HOURS = { category: "mmpy_notification_hours", name: "schedule" } as const;

export interface Hours {
  enabled: boolean;
  /** 1 is Monday, 7 Sunday. */
  days: readonly number[];
  /** "09:00"; hours that end before they start last until the next day, equal ones all day. */
  start: string;
  end: string;
}

const DEFAULT: Hours = { enabled: false, days: [1, 2, 3, 4, 5], start: "09:00", end: "18:00" };
const ORDER = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function hoursOf(state: State): Hours {
  try {
    return { ...DEFAULT, ...(JSON.parse(preference(state, HOURS.category, HOURS.name, "{}")) as Partial<Hours>) };
  } catch {
    return DEFAULT;
  }
}

/** Whether the user may be called at this moment. */
export function isWithinHours(state: State, now = Date.now()): boolean {
  const hours = hoursOf(state);
  return !hours.enabled || holds(hours, now, clockOf(state));
}

function holds({ days, start, end }: Hours, now: number, clock: Clock): boolean {
  const [today, at] = wallOf(now, clock);
  if (start < end) return days.includes(today) && at >= start && at < end;
  return (at >= start && days.includes(today)) || (at < end && days.includes(today === 1 ? 7 : today - 1));
}

/** The weekday and the time there. */
function wallOf(now: number, { timeZone }: Clock): [number, string] {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return [ORDER.indexOf(parts["weekday"] ?? "") + 1, `${parts["hour"] ?? ""}:${parts["minute"] ?? ""}`];
}
