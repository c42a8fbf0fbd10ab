/** The last day of a guest's stay, as a date field has it. */

/** `2026-11-23`, by the clock here. */
export function dayOf(at: number): string {
  return new Intl.DateTimeFormat("sv").format(at);
}

/** The last moment of a day by the clock here, 0 for no day. */
export function endOf(day: string): number {
  return day === "" ? 0 : new Date(`${day}T23:59:59`).getTime();
}
