import { setPreference, tried } from "@/features/channels/actions";
import { type Hours, HOURS, hoursOf } from "@/features/notifications/hours";
import { tellZone } from "@/features/notifications/zone";
import { clockOf } from "@/features/posts/times";
import { currentLocale, t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Checkbox, TextField } from "@/ui/Field";
import { Section } from "./Section";
import styles from "./Settings.module.css";

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** On which days and from when to when one is called; each choice counts at once. */
export function HoursSettings() {
  const written = useApp((state) => JSON.stringify(hoursOf(state)));
  const zone = useApp(clockOf).timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const hours = JSON.parse(written) as Hours;
  const set = (patch: Partial<Hours>) => void save({ ...hours, ...patch });
  return (
    <Section title={t("settings.hours")}>
      <Checkbox label={t("settings.hours_on")} hint={t("settings.hours_hint")} checked={hours.enabled} onChange={(enabled) => set({ enabled })} />
      {hours.enabled && (
        <>
          <fieldset className={styles.days}>
            <legend>{t("settings.hours_days")}</legend>
            {DAYS.map((day) => (
              <Checkbox key={day} label={dayName(day)} checked={hours.days.includes(day)} onChange={(on) => set({ days: DAYS.filter((one) => (one === day ? on : hours.days.includes(one))) })} />
            ))}
          </fieldset>
          <div className={styles.pair}>
            <TextField label={t("settings.hours_start")} type="time" value={hours.start} onChange={(event) => event.currentTarget.value !== "" && set({ start: event.currentTarget.value })} />
            <TextField label={t("settings.hours_end")} type="time" value={hours.end} onChange={(event) => event.currentTarget.value !== "" && set({ end: event.currentTarget.value })} />
          </div>
          <p className={styles.muted}>{t(hours.start < hours.end ? "settings.hours_zone" : "settings.hours_zone_night", { zone: zone.replaceAll("_", " ") })}</p>
        </>
      )}
    </Section>
  );
}

function dayName(day: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { weekday: "long", timeZone: "UTC" }).format(MONDAY + (day - 1) * DAY_MS);
}

async function save(hours: Hours): Promise<void> {
  await setPreference(HOURS.category, HOURS.name, JSON.stringify(hours));
  await tried(tellZone);
}
