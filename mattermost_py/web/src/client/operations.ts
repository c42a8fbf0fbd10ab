/** The work of the server as administrators see it: its jobs, logs, figures and health. */
import type { Audit } from "@mattermost/types/audits";
import type { Job } from "@mattermost/types/jobs";
import { type Json, PAGE_SIZE } from "./console";
import { apiUrl, del, get, post } from "./http";

/** A job; the server knows more types than the shared types name. */
export type AnyJob = Omit<Job, "type" | "data"> & { type: string; data: Readonly<Record<string, string>> | null };

export const jobs = (filter: { job_type?: string; status?: string }, page: number) =>
  get<AnyJob[]>("/jobs", { ...filter, page, per_page: PAGE_SIZE });

/** What can run on this server, and what this person may start. */
export const jobTypes = () => get<{ type: string; can_start: boolean }[]>("/jobs/types");

export const startJob = (type: string, data: Readonly<Record<string, string>> = {}) => post<AnyJob>("/jobs", { type, data });

/** An archive that waits to be imported. */
export interface ImportFile {
  name: string;
  bytes: number;
}

export const importFiles = () => get<ImportFile[]>("/imports/files");

export const deleteImport = (name: string) => del<unknown>(`/imports/${encodeURIComponent(name)}`);

export const startImport = (name: string) => startJob("import_process", { import_file: name });

export const cancelJob = (jobId: string) => post<unknown>(`/jobs/${jobId}/cancel`);

/** An archive with everything of the server that can be fetched. */
export interface ExportFile {
  name: string;
  bytes: number;
}

export const exportFiles = () => get<ExportFile[]>("/exports/files");

export const exportUrl = (name: string) => apiUrl(`/exports/${encodeURIComponent(name)}`, { download: true });

export const deleteExport = (name: string) => del<unknown>(`/exports/${encodeURIComponent(name)}`);

export type LogEntry = Readonly<Record<string, Json>>;

export const logEntries = (filter: { log_levels: readonly string[]; date_from: string; date_to: string }) =>
  post<Record<string, LogEntry[]>>("/logs/query", filter, { page: 0, logs_per_page: 1000 }).then((nodes) => Object.values(nodes).flat());

export const logFileUrl = () => apiUrl("/logs/download");

export const audits = (page: number) => get<Audit[]>("/audits", { page, per_page: PAGE_SIZE });

export interface Figure {
  name: string;
  value: number;
}

export type FigureSet = "standard" | "extra_counts" | "post_counts_day" | "bot_post_counts_day" | "user_counts_with_posts_day";

export const figures = (name: FigureSet, teamId: string) => get<Figure[]>("/analytics/old", { name, ...(teamId === "" ? {} : { team_id: teamId }) });

export interface BusyChannel {
  id: string;
  display_name: string;
  type: string;
  team_display_name: string;
  posts: number;
  writers: number;
}

export const busiestChannels = (teamId: string) => get<BusyChannel[]>("/analytics/busiest_channels", teamId === "" ? {} : { team_id: teamId });

export interface DiskUse {
  areas: { name: string; bytes: number; files: number }[];
  /** 0 where files lie elsewhere than on the server's disk. */
  free_bytes: number;
  total_bytes: number;
}

export const diskUse = () => get<DiskUse>("/system/disk");

export const storedBytes = () => get<{ bytes: number }>("/usage/storage");

export interface Health {
  status: string;
  database_status?: string;
  filestore_status?: string;
  root_status?: boolean;
  ActiveSearchBackend?: string;
}

export const health = () => get<Health>("/system/ping", { get_server_status: true, use_rest_semantics: true });

export const supportPacketUrl = (withLogs: boolean) => apiUrl("/system/support_packet", { basic_server_logs: withLogs });

export const forgetCaches = () => post<unknown>("/caches/invalidate");

export const recycleDatabase = () => post<unknown>("/database/recycle");

/** Tells every client that nobody needs to be led through the first steps any more. */
export const completeOnboarding = () => post<unknown>("/system/onboarding/complete", { install_plugins: [] });

export const restartServer = () => post<unknown>("/restart");
