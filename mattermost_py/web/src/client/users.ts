/** People: sign-in, profiles, presence, sessions. */
import type { Session } from "@mattermost/types/sessions";
import type { UserStatus } from "@mattermost/types/users";
import type { User } from "@/state/model";
import type { CustomStatus } from "@/state/users";
import { apiUrl, del, get, post, put, request } from "./http";

export interface NewUser {
  email: string;
  username: string;
  password: string;
  locale?: string;
}

export interface UserAutocomplete {
  users: User[];
  out_of_channel?: User[];
}

export interface MfaSecret {
  secret: string;
  qr_code: string;
}

export const login = (loginId: string, password: string, mfaToken: string) =>
  post<User>("/users/login", { login_id: loginId, password, token: mfaToken });

/** How an account signs in; guests who do so by a link are sent one. */
export const loginType = (loginId: string) => post<{ auth_service: string }>("/users/login/type", { login_id: loginId });

export const logout = () => post<unknown>("/users/logout");

export const createUser = (user: NewUser, invite: { t?: string; iid?: string }) => post<User>("/users", user, invite);

export const me = () => get<User>("/users/me");

export const usersByIds = (ids: readonly string[]) => post<User[]>("/users/ids", ids);

export const usersByNames = (names: readonly string[]) => post<User[]>("/users/usernames", names);

export const searchUsers = (search: {
  term: string;
  team_id?: string;
  not_in_channel_id?: string;
  in_channel_id?: string;
  not_in_team_id?: string;
  limit?: number;
}) => post<User[]>("/users/search", search);

export const usersInChannel = (channelId: string, page: number) =>
  get<User[]>("/users", { in_channel: channelId, page, per_page: 100, sort: "admin" });

/** People in the server's own order, by where they are or are not. */
export const listUsers = (where: { in_team?: string; not_in_team?: string; not_in_channel?: string }, page = 0) =>
  get<User[]>("/users", { ...where, page, per_page: 100 });

export const autocompleteUsers = (name: string, teamId: string, channelId: string, signal?: AbortSignal) =>
  get<UserAutocomplete>("/users/autocomplete", { name, in_team: teamId, in_channel: channelId, limit: 50 }, signal);

export const patchMe = (patch: Partial<Omit<User, "notify_props">> & { notify_props?: Partial<User["notify_props"]> }) =>
  put<User>("/users/me/patch", patch);

export const changePassword = (userId: string, current: string, next: string) =>
  put<unknown>(`/users/${userId}/password`, { current_password: current, new_password: next });

export const sendPasswordReset = (email: string) => post<unknown>("/users/password/reset/send", { email });

export const resetPassword = (token: string, password: string) =>
  post<unknown>("/users/password/reset", { token, new_password: password });

export const verifyEmail = (token: string) => post<unknown>("/users/email/verify", { token });

export const sendVerification = (email: string) => post<unknown>("/users/email/verify/send", { email });

export function uploadPicture(userId: string, image: Blob): Promise<unknown> {
  const form = new FormData();
  form.append("image", image);
  return request("POST", `/users/${userId}/image`, { body: form });
}

export const removePicture = (userId: string) => del<unknown>(`/users/${userId}/image`);

/** The address of a person's picture; changes when the picture does. */
export function pictureUrl(user: Pick<User, "id" | "last_picture_update">): string {
  const version = (user.last_picture_update as number | undefined) ?? 0;
  return apiUrl(`/users/${user.id}/image`, { _: version });
}

export const presences = (ids: readonly string[]) => post<UserStatus[]>("/users/status/ids", ids);

export const setPresence = (userId: string, status: string, dndEndTime = 0) =>
  put<UserStatus>(`/users/${userId}/status`, { user_id: userId, status, dnd_end_time: dndEndTime });

export const setCustomStatus = (status: CustomStatus) => put<unknown>("/users/me/status/custom", status);

export const clearCustomStatus = () => del<unknown>("/users/me/status/custom");

export const sessions = () => get<Session[]>("/users/me/sessions");

export const revokeSession = (sessionId: string) => post<unknown>("/users/me/sessions/revoke", { session_id: sessionId });

export const revokeAllSessions = () => post<unknown>("/users/me/sessions/revoke/all");

export const generateMfa = () => post<MfaSecret>("/users/me/mfa/generate");

export const setMfa = (activate: boolean, code: string) => put<unknown>("/users/me/mfa", { activate, code });

/** Asks the server's bot for a message, to see which devices tell of it. */
export const testNotification = () => post<unknown>("/notifications/test");
