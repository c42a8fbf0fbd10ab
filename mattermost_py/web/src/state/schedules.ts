/** Messages that the server sends later. */
import { withKey, without } from "./maps";
import type { Schedule, State } from "./model";

export function receiveSchedule(state: State, schedule: Schedule): State {
  return { ...state, schedules: { byId: withKey(state.schedules.byId, schedule.id, schedule) } };
}

/** Everything scheduled in a team and in direct channels; what was known of these places and is missing is gone. */
export function receiveSchedules(state: State, teamId: string, schedules: readonly Schedule[]): State {
  const isElsewhere = ({ channel_id }: Schedule) => {
    const team = state.channels.byId[channel_id]?.team_id;
    return team !== teamId && team !== "";
  };
  const kept = Object.values(state.schedules.byId).filter(isElsewhere);
  return { ...state, schedules: { byId: Object.fromEntries([...kept, ...schedules].map((schedule) => [schedule.id, schedule])) } };
}

export function removeSchedule(state: State, scheduleId: string): State {
  return { ...state, schedules: { byId: without(state.schedules.byId, scheduleId) } };
}

/** Whether sending was tried and did not work. */
export function hasFailed(schedule: Schedule): boolean {
  return (schedule.error_code as string | undefined ?? "") !== "";
}

/** What is still to be sent at a place, the next first. */
export function waitingAt(state: State, channelId: string, rootId: string): Schedule[] {
  return Object.values(state.schedules.byId)
    .filter((schedule) => schedule.channel_id === channelId && schedule.root_id === rootId && !hasFailed(schedule))
    .sort((a, b) => a.scheduled_at - b.scheduled_at);
}

/** What is scheduled in a team and in direct channels: what failed first, then the next. */
export function schedulesInTeam(state: State, teamId: string): Schedule[] {
  return Object.values(state.schedules.byId)
    .filter((schedule) => {
      const team = state.channels.byId[schedule.channel_id]?.team_id;
      return team === teamId || team === "" || team === undefined;
    })
    .sort((a, b) => Number(hasFailed(b)) - Number(hasFailed(a)) || a.scheduled_at - b.scheduled_at);
}
