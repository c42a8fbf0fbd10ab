/** What only administrators ask for: settings, people and places of the whole site, its work and its health. */
import type { Bot } from "@mattermost/types/bots";
import type { ChannelModeration, ChannelModerationPatch } from "@mattermost/types/channels";
import type { Group } from "@mattermost/types/groups";
import type { UserPropertyField } from "@mattermost/types/properties";
import type { Role } from "@mattermost/types/roles";
import type { Scheme } from "@mattermost/types/schemes";
import type { Session } from "@mattermost/types/sessions";
import type { Team } from "@mattermost/types/teams";
import type { UserAccessToken } from "@mattermost/types/users";
import type { Channel, User } from "@/state/model";
import { del, get, post, put, request } from "./http";

export const PAGE_SIZE = 50;

// --- settings ---------------------------------------------------------------------------------------------------------

export type Json = boolean | number | string | null | readonly Json[] | { readonly [name: string]: Json };

export type SettingKind = "switch" | "number" | "text" | "choice" | "list" | "secret" | "table";

export interface Setting {
  key: string;
  kind: SettingKind;
  options: string[];
  value: Json;
  default: Json;
  origin: "option" | "env" | "file" | "saved" | "default";
  where: string;
  variable: string;
  note: string;
  needs_restart: boolean;
  is_writable: boolean;
}

export interface SettingSection {
  name: string;
  group: string;
  note: string;
  keys: Setting[];
}

export interface SettingProblem {
  section: string;
  key: string;
  message: string;
}

/** Values by section and key. */
export type SettingTree = Record<string, Record<string, Json>>;

export const settingSections = () => get<{ sections: SettingSection[] }>("/config/schema").then((found) => found.sections);

export const checkSettings = (changes: SettingTree) =>
  post<{ problems: SettingProblem[] }>("/config/check", changes).then((found) => found.problems);

export const saveSettings = (changes: SettingTree) => put<unknown>("/config/patch", changes);

export const reloadSettings = () => post<unknown>("/config/reload");

export interface SettingChange {
  section: string;
  key: string;
  before: Json;
  after: Json;
  is_secret: boolean;
}

/** What was saved once; the server's own versions have no author. */
export interface SettingVersion {
  id: string;
  create_at: number;
  is_active: boolean;
  username: string;
  /** When the version was saved that this one brought back, or 0. */
  restored_at: number;
  changes: SettingChange[];
}

export const settingVersions = (page: number) =>
  get<{ versions: SettingVersion[]; total_count: number }>("/config/history", { page, per_page: PAGE_SIZE });

export const compareVersion = (versionId: string) => get<{ changes: SettingChange[] }>(`/config/history/${versionId}`);

export const restoreVersion = (versionId: string) => post<unknown>(`/config/history/${versionId}/restore`);

export const testEmail = (changes: SettingTree) => post<unknown>("/email/test", changes);

export const testSiteUrl = (address: string) => post<unknown>("/site_url/test", { site_url: address });

export const testFileStore = (changes: SettingTree) => post<unknown>("/file/s3_test", changes);

// --- people -----------------------------------------------------------------------------------------------------------

/** A person with what they did lately; activity is missing where there was none. */
export type ReportedUser = User & { last_login?: number; last_status_at?: number; last_post_date?: number; total_posts?: number };

export interface UserFilter {
  search_term: string;
  role_filter: string;
  hide_active: boolean;
  hide_inactive: boolean;
  team_filter?: string;
  has_no_team?: boolean;
}

/** Where a page of people begins: behind this one. */
export interface UserPlace {
  from_column_value: string;
  from_id: string;
}

export const reportedUsers = (filter: UserFilter, place: UserPlace | null) =>
  get<ReportedUser[]>("/reports/users", { ...filter, ...place, page_size: PAGE_SIZE, sort_column: "Username" });

export const countUsers = (filter: UserFilter) => get<number>("/reports/users/count", { ...filter });

export const exportUsers = (filter: UserFilter) => post<unknown>("/reports/users/export", undefined, { ...filter });

export const user = (userId: string) => get<User>(`/users/${userId}`);

export const patchUser = (userId: string, patch: Partial<User>) => put<User>(`/users/${userId}/patch`, patch);

export const setUserRoles = (userId: string, roles: string) => put<unknown>(`/users/${userId}/roles`, { roles });

export const setUserActive = (userId: string, active: boolean) => put<unknown>(`/users/${userId}/active`, { active });

export const setUserPassword = (userId: string, password: string) =>
  put<unknown>(`/users/${userId}/password`, { new_password: password });

/** Until when a guest may stay, ms since epoch; 0 is for ever. */
export const stayOf = (userId: string) => get<{ ends_at: number }>(`/users/${userId}/stay`);

export const setStay = (userId: string, endsAt: number) => put<{ ends_at: number }>(`/users/${userId}/stay`, { ends_at: endsAt });

export const removeUserMfa = (userId: string) => put<unknown>(`/users/${userId}/mfa`, { activate: false });

export const promoteGuest = (userId: string) => post<unknown>(`/users/${userId}/promote`);

export const demoteUser = (userId: string) => post<unknown>(`/users/${userId}/demote`);

export const unlockUser = (userId: string) => post<unknown>(`/users/${userId}/reset_failed_attempts`);

export const userSessions = (userId: string) => get<Session[]>(`/users/${userId}/sessions`);

export const revokeUserSession = (userId: string, sessionId: string) =>
  post<unknown>(`/users/${userId}/sessions/revoke`, { session_id: sessionId });

export const revokeUserSessions = (userId: string) => post<unknown>(`/users/${userId}/sessions/revoke/all`);

export const userTeams = (userId: string) => get<Team[]>(`/users/${userId}/teams`);

// --- teams and channels -----------------------------------------------------------------------------------------------

export interface TeamPage {
  teams: Team[];
  total_count: number;
}

/** Who gets into a team: everybody, those who were invited, or both kinds. */
export type Entrance = "all" | "open" | "invited";

export const teamPage = (term: string, page: number, entrance: Entrance = "all") =>
  term === "" && entrance === "all"
    ? get<TeamPage>("/teams", { page, per_page: PAGE_SIZE, include_total_count: true })
    : post<TeamPage>("/teams/search", { term, page, per_page: PAGE_SIZE, ...(entrance === "all" ? {} : { allow_open_invite: entrance === "open" }) });

/** The names of all teams, for choosing one. */
export const teamsAt = (page: number) => get<Team[]>("/teams", { page, per_page: PAGE_SIZE });

export const setTeamPrivacy = (teamId: string, privacy: "O" | "I") => put<Team>(`/teams/${teamId}/privacy`, { privacy });

export const setTeamScheme = (teamId: string, schemeId: string) => put<unknown>(`/teams/${teamId}/scheme`, { scheme_id: schemeId });

/** People of one team, channel or group, a page at a time. */
export const usersIn = (where: { in_team?: string; in_channel?: string; in_group?: string }, page: number) =>
  get<User[]>("/users", { ...where, page, per_page: PAGE_SIZE });

export type ChannelWithTeam = Channel & { team_display_name: string; team_name: string };

export interface ChannelPage {
  channels: ChannelWithTeam[];
  total_count: number;
}

export interface ChannelFilter {
  term: string;
  public: boolean;
  private: boolean;
  deleted: boolean;
  team_ids?: string[];
}

export const channelPage = (filter: ChannelFilter, page: number) =>
  post<ChannelPage>("/channels/search", { ...filter, page, per_page: PAGE_SIZE, include_search_by_id: true });

export const moderations = (channelId: string) => get<ChannelModeration[]>(`/channels/${channelId}/moderations`);

export const patchModerations = (channelId: string, patches: readonly ChannelModerationPatch[]) =>
  put<ChannelModeration[]>(`/channels/${channelId}/moderations/patch`, patches);

export const setChannelScheme = (channelId: string, schemeId: string) =>
  put<unknown>(`/channels/${channelId}/scheme`, { scheme_id: schemeId });

// --- rights -----------------------------------------------------------------------------------------------------------

export const everyRole = () => get<Role[]>("/roles");

export const patchRole = (roleId: string, permissions: readonly string[]) => put<Role>(`/roles/${roleId}/patch`, { permissions });

export const schemes = (scope = "") => get<Scheme[]>("/schemes", { page: 0, per_page: 200, ...(scope === "" ? {} : { scope }) });

export const createScheme = (wanted: Pick<Scheme, "name" | "display_name" | "description" | "scope">) => post<Scheme>("/schemes", wanted);

export const patchScheme = (schemeId: string, patch: Partial<Pick<Scheme, "display_name" | "description">>) =>
  put<Scheme>(`/schemes/${schemeId}/patch`, patch);

export const deleteScheme = (schemeId: string) => del<unknown>(`/schemes/${schemeId}`);

export const schemeTeams = (schemeId: string, page: number) => get<Team[]>(`/schemes/${schemeId}/teams`, { page, per_page: PAGE_SIZE });

export const schemeChannels = (schemeId: string, page: number) => get<Channel[]>(`/schemes/${schemeId}/channels`, { page, per_page: PAGE_SIZE });

// --- groups -----------------------------------------------------------------------------------------------------------

export interface GroupPage {
  groups: Group[];
  total_count: number;
}

export const groupPage = (term: string, archived: boolean, page: number) =>
  get<GroupPage>("/groups", {
    q: term,
    page,
    per_page: PAGE_SIZE,
    include_total_count: true,
    include_member_count: true,
    ...(archived ? { filter_archived: true } : {}),
  });

export const createCustomGroup = (wanted: { name: string; display_name: string; user_ids: readonly string[] }) =>
  post<Group>("/groups", { ...wanted, source: "custom", allow_reference: true });

export const customGroup = (groupId: string) => get<Group>(`/groups/${groupId}`, { include_member_count: true });

export const patchCustomGroup = (groupId: string, patch: { name?: string; display_name?: string }) =>
  put<Group>(`/groups/${groupId}/patch`, patch);

export const archiveGroup = (groupId: string) => del<unknown>(`/groups/${groupId}`);

export const restoreGroup = (groupId: string) => post<Group>(`/groups/${groupId}/restore`);

export const addGroupMembers = (groupId: string, userIds: readonly string[]) =>
  post<unknown>(`/groups/${groupId}/members`, { user_ids: userIds });

export const removeGroupMember = (groupId: string, userId: string) =>
  request<unknown>("DELETE", `/groups/${groupId}/members`, { body: { user_ids: [userId] } });

// --- looks of the site ------------------------------------------------------------------------------------------------

export function uploadBrand(picture: File): Promise<unknown> {
  const form = new FormData();
  form.set("image", picture);
  return post<unknown>("/brand/image", form);
}

export function uploadIcon(picture: File): Promise<unknown> {
  const form = new FormData();
  form.set("image", picture);
  return post<unknown>("/brand/icon", form);
}

export const removeIcon = () => del<unknown>("/brand/icon");

export const removeBrand = () => del<unknown>("/brand/image");

// --- news of the site -------------------------------------------------------------------------------------------------

export interface AdminNotice {
  id: string;
  title: string;
  description: string;
  audience: string;
  create_at: number;
  ends_at: number;
  views: number;
}

export const siteNotices = (page: number) => get<AdminNotice[]>("/system/notices", { page, per_page: PAGE_SIZE });

export const publishNotice = (notice: Readonly<Record<string, string | number>>) => post<AdminNotice>("/system/notices", notice);

export const withdrawNotice = (noticeId: string) => del<unknown>(`/system/notices/${noticeId}`);

// --- attributes of profiles -------------------------------------------------------------------------------------------

export interface NewAttribute {
  name: string;
  type: string;
  attrs: Partial<Omit<UserPropertyField["attrs"], "options">> & { managed?: string; options?: readonly { id?: string; name: string }[] };
}

export const createAttribute = (wanted: NewAttribute) => post<UserPropertyField>("/custom_profile_attributes/fields", wanted);

export const patchAttribute = (fieldId: string, patch: Partial<NewAttribute>) =>
  request<UserPropertyField>("PATCH", `/custom_profile_attributes/fields/${fieldId}`, { body: patch });

export const deleteAttribute = (fieldId: string) => del<unknown>(`/custom_profile_attributes/fields/${fieldId}`);

// --- bots and tokens --------------------------------------------------------------------------------------------------

export const bots = (page: number) => get<Bot[]>("/bots", { page, per_page: PAGE_SIZE, include_deleted: true });

export const bot = (userId: string) => get<Bot>(`/bots/${userId}`, { include_deleted: true });

export interface BotWords {
  username: string;
  display_name: string;
  description: string;
}

export const createBot = (wanted: BotWords) => post<Bot>("/bots", wanted);

export const patchBot = (userId: string, patch: Partial<BotWords>) => put<Bot>(`/bots/${userId}`, patch);

export const giveBot = (userId: string, ownerId: string) => post<Bot>(`/bots/${userId}/assign/${ownerId}`);

export const setBotEnabled = (userId: string, enabled: boolean) => post<Bot>(`/bots/${userId}/${enabled ? "enable" : "disable"}`);

export const tokens = (term: string, page: number) =>
  term === ""
    ? get<UserAccessToken[]>("/users/tokens", { page, per_page: PAGE_SIZE })
    : post<UserAccessToken[]>("/users/tokens/search", { term });
