/** Choosing one's own presence and custom status. */
import { clearCustomStatus, setCustomStatus, setPresence } from "@/client/users";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import type { Presence, User } from "@/state/model";
import { change, getState } from "@/state/store";
import { type CustomStatus, me, receivePresence, receiveUsers } from "@/state/users";

export function presenceName(presence: Presence): string {
  return t(`users.presence_${presence}`);
}

/** `until` in seconds, only for "do not disturb". */
export async function choosePresence(presence: Presence, until = 0): Promise<void> {
  const { meId } = getState().users;
  await tried(async () => {
    const status = await setPresence(meId, presence, until);
    change(receivePresence, [{ ...status, user_id: meId, status: presence, manual: presence !== "online", dnd_end_time: until }]);
  });
}

export interface Pause {
  words: string;
  /** When it ends, in seconds; 0 for not by itself. */
  until: (now: Date) => number;
}

const MINUTE_S = 60;
const afterMinutes = (minutes: number) => (now: Date) => Math.floor(now.getTime() / 1000) + minutes * MINUTE_S;

/** How long not to be disturbed. */
export const PAUSES: readonly Pause[] = [
  { words: "users.dnd_30", until: afterMinutes(30) },
  { words: "users.dnd_60", until: afterMinutes(60) },
  { words: "users.dnd_120", until: afterMinutes(120) },
  { words: "users.dnd_tomorrow", until: (now) => Math.floor(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9).getTime() / 1000) },
  { words: "users.dnd_open", until: () => 0 },
];

export type StatusDuration = "" | "thirty_minutes" | "one_hour" | "four_hours" | "today" | "this_week";

/** When a status of this duration ends; nothing for one that stays. */
export function statusEnd(duration: StatusDuration, now: Date): string | undefined {
  const midnightIn = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 0, 0, -1);
  const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  switch (duration) {
    case "":
      return undefined;
    case "thirty_minutes":
      return inHours(0.5).toISOString();
    case "one_hour":
      return inHours(1).toISOString();
    case "four_hours":
      return inHours(4).toISOString();
    case "today":
      return midnightIn(1).toISOString();
    case "this_week":
      return midnightIn(((7 - now.getDay()) % 7) + 1).toISOString();
  }
}

export async function saveCustomStatus(status: CustomStatus): Promise<boolean> {
  return tried(async () => {
    await setCustomStatus(status);
    rememberStatus(JSON.stringify(status));
  });
}

export async function removeCustomStatus(): Promise<void> {
  await tried(async () => {
    await clearCustomStatus();
    rememberStatus("");
  });
}

function rememberStatus(customStatus: string): void {
  const user: User | undefined = me(getState());
  if (user) change(receiveUsers, [{ ...user, props: { ...user.props, customStatus } }]);
}
