/** Messages that the server sends later. */
import type { PostPriorityMetadata } from "@mattermost/types/posts";
import type { Schedule } from "@/state/model";
import { del, get, post, put } from "./http";

export interface NewSchedule {
  channel_id: string;
  root_id: string;
  message: string;
  type: string;
  file_ids: readonly string[];
  priority?: PostPriorityMetadata;
  scheduled_at: number;
}

/** By team id, with direct channels under `directChannels`. */
export const schedulesOfTeam = (teamId: string) =>
  get<Record<string, Schedule[] | null>>(`/posts/scheduled/team/${teamId}`, { includeDirectChannels: true });

export const createSchedule = (wanted: NewSchedule) => post<Schedule>("/posts/schedule", wanted);

export const updateSchedule = (schedule: Schedule) => put<Schedule>(`/posts/schedule/${schedule.id}`, schedule);

export const deleteSchedule = (scheduleId: string) => del<Schedule>(`/posts/schedule/${scheduleId}`);
