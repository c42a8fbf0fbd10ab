/** Teams and their members. */
import type { Team, TeamUnread } from "@mattermost/types/teams";
import type { TeamMember } from "@/state/model";
import { apiUrl, del, get, post, put, request } from "./http";

export interface InvitedTeam {
  id: string;
  name: string;
  display_name: string;
  description: string;
}

export const myTeams = () => get<Team[]>("/users/me/teams");

export const myTeamMembers = () => get<TeamMember[]>("/users/me/teams/members");

export const myTeamUnreads = () => get<TeamUnread[]>("/users/me/teams/unread", { include_collapsed_threads: true });

export const TEAMS_PAGE = 100;
export const openTeams = (page: number) => get<Team[]>("/teams", { page, per_page: TEAMS_PAGE });

export const teamByName = (name: string) => get<Team>(`/teams/name/${name}`);

export const team = (teamId: string) => get<Team>(`/teams/${teamId}`);

export const teamNameExists = (name: string) => get<{ exists: boolean }>(`/teams/name/${name}/exists`);

export const createTeam = (displayName: string, name: string) =>
  post<Team>("/teams", { display_name: displayName, name, type: "O" });

export const patchTeam = (teamId: string, patch: Partial<Team>) => put<Team>(`/teams/${teamId}/patch`, patch);

export const invitedTeam = (inviteId: string) => get<InvitedTeam>(`/teams/invite/${inviteId}`);

export const joinByInvite = (invite: { invite_id?: string; token?: string }) =>
  post<TeamMember>("/teams/members/invite", undefined, invite);

export const addTeamMember = (teamId: string, userId: string) =>
  post<TeamMember>(`/teams/${teamId}/members`, { team_id: teamId, user_id: userId });

export const addTeamMembers = (teamId: string, userIds: readonly string[]) =>
  post<{ user_id: string; error?: { message: string } | null }[]>(
    `/teams/${teamId}/members/batch`,
    userIds.map((userId) => ({ team_id: teamId, user_id: userId })),
    { graceful: true },
  );

export const teamMembersByIds = (teamId: string, userIds: readonly string[]) => post<TeamMember[]>(`/teams/${teamId}/members/ids`, userIds);

export const setTeamAdmin = (teamId: string, userId: string, isAdmin: boolean) =>
  put<unknown>(`/teams/${teamId}/members/${userId}/schemeRoles`, { scheme_user: true, scheme_admin: isAdmin });

export const removeTeamMember = (teamId: string, userId: string) => del<unknown>(`/teams/${teamId}/members/${userId}`);

/** Who is invited by mail, into which channels besides those of everybody, and with which words. */
export interface MailInvite {
  emails: readonly string[];
  channelIds: readonly string[];
  message: string;
}

export interface GuestInvite extends MailInvite {
  /** When the stay ends, ms since epoch; 0 is never. */
  endsAt: number;
  /** Lets in by the link alone, without a password. */
  byLink: boolean;
}

type Invited = { email: string; error?: { message: string } | null }[];

export const inviteByEmail = (teamId: string, invite: MailInvite) => post<Invited>(`/teams/${teamId}/invite/email`, invite, { graceful: true });

export const newInviteId = (teamId: string) => post<Team>(`/teams/${teamId}/regenerate_invite_id`);

/** The address of a team's icon, empty if it has none. */
export function teamIconUrl(of: Pick<Team, "id" | "last_team_icon_update">): string {
  const version = of.last_team_icon_update ?? 0;
  return version > 0 ? apiUrl(`/teams/${of.id}/image`, { _: version }) : "";
}

export function uploadTeamIcon(teamId: string, image: Blob): Promise<unknown> {
  const form = new FormData();
  form.append("image", image);
  return request("POST", `/teams/${teamId}/image`, { body: form });
}

export const removeTeamIcon = (teamId: string) => del<unknown>(`/teams/${teamId}/image`);

export const archiveTeam = (teamId: string) => del<unknown>(`/teams/${teamId}`);

export const restoreTeam = (teamId: string) => post<Team>(`/teams/${teamId}/restore`);

export const inviteGuests = (teamId: string, { emails, channelIds, message, endsAt, byLink }: GuestInvite) =>
  post<Invited>(`/teams/${teamId}/invite-guests/email`, { emails, channels: channelIds, message, ends_at: endsAt }, { graceful: true, guest_magic_link: byLink });

/** One address that was invited, and what became of it. */
export interface Invitation {
  id: string;
  email: string;
  is_guest: boolean;
  created_at: number;
  outcome: "open" | "accepted" | "revoked" | "expired";
}

export const invitations = (teamId: string, page: number) => get<Invitation[]>(`/teams/${teamId}/invitations`, { page, per_page: 60 });

export const revokeInvitation = (teamId: string, invitationId: string) => del<unknown>(`/teams/${teamId}/invitations/${invitationId}`);

/** Takes a Slack export over into a team. Returns the account of what was done, for people. */
export async function importSlack(teamId: string, file: File): Promise<string> {
  const form = new FormData();
  form.set("importFrom", "slack");
  form.set("filesize", String(file.size));
  form.set("file", file);
  const { results } = await post<{ results: string }>(`/teams/${teamId}/import`, form);
  return new TextDecoder().decode(Uint8Array.from(atob(results), (each) => each.charCodeAt(0)));
}
