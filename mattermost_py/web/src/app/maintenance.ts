/** A planned break: who is told of it when, and how long it still is. */
import { useEffect, useState } from "react";
import { currentLocale } from "@/i18n/t";
import type { Config } from "@/state/model";
import { useApp } from "@/state/store";
import { announcementMark } from "./announcing";

export interface Maintenance {
  begins: number;
  ends: number;
  /** What administrators have to say about it; Markdown. */
  message: string;
  isNow: boolean;
}

const HOUR_MS = 3_600_000;
/** Browsers take no longer pauses. */
const PAUSE_MOST_MS = 2 ** 31 - 1;

/** The break to tell of at this time; null long before it and after it. */
export function maintenanceAt(config: Config, now: number): Maintenance | null {
  const plan = planOf(config);
  if (plan === null || now < plan.told || now >= plan.ends) return null;
  const { begins, ends, message } = plan;
  return { begins, ends, message, isNow: now >= begins };
}

function planOf(config: Config) {
  const [begins, ends] = [Number(config["MaintenanceStartAt"]), Number(config["MaintenanceEndAt"])];
  if (!(begins > 0) || !(ends > begins)) return null;
  return { told: begins - Number(config["MaintenanceNoticeHours"] ?? 0) * HOUR_MS, begins, ends, message: config["MaintenanceMessage"] ?? "" };
}

/** Changes by itself when the time has come. */
export function useMaintenance(): Maintenance | null {
  const config = useApp((state) => state.server.config);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const plan = planOf(config);
    const next = plan === null ? undefined : [plan.told, plan.begins, plan.ends].find((at) => at > Date.now());
    if (next === undefined) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(next - Date.now(), PAUSE_MOST_MS));
    return () => clearTimeout(timer);
  }, [config, now]);
  return maintenanceAt(config, Math.max(now, Date.now()));
}

const UNITS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]] as const;

/** A stretch of time in its two largest units: "2 hr 5 min". */
export function stretch(span: number): string {
  let left = Math.max(Math.ceil(span / 1000), 0);
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0 || (unit === "second" && parts.length === 0)) {
      parts.push(new Intl.NumberFormat(currentLocale(), { style: "unit", unit, unitDisplay: "short" }).format(count));
    }
    if (parts.length === 2 || (parts.length === 1 && unit === "minute" && seconds * count >= 600)) break;
  }
  return parts.join(" ");
}

/** Stands for a planned break; another time or another text is another one. */
export function maintenanceMark({ begins, ends, message }: Pick<Maintenance, "begins" | "ends" | "message">): string {
  return `${begins}-${ends}-${announcementMark(message)}`;
}
