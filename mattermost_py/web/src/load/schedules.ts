/** What the user has scheduled. */
import { schedulesOfTeam } from "@/client/schedules";
import { receiveSchedules } from "@/state/schedules";
import { isEnabled } from "@/state/server";
import { change, getState } from "@/state/store";

/** Fetches everything scheduled in a team and in direct channels. */
export async function loadSchedules(teamId: string): Promise<void> {
  if (!isEnabled(getState(), "ScheduledPosts")) return;
  const byPlace = await schedulesOfTeam(teamId);
  change(receiveSchedules, teamId, Object.values(byPlace).flatMap((list) => list ?? []));
}
