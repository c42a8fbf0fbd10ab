/** Groups of people that are mentioned together. */
import type { Group, User } from "@/state/model";
import { get, post } from "./http";

export const searchGroups = (term: string, signal?: AbortSignal) =>
  get<Group[]>("/groups", { q: term, filter_allow_reference: true, include_member_count: true, page: 0, per_page: 10 }, signal);

export const groupsByNames = (names: readonly string[]) => post<Group[]>("/groups/names", names);

export const group = (groupId: string) => get<Group>(`/groups/${groupId}`, { include_member_count: true });

export const groupsOfUser = (userId: string) => get<Group[]>(`/users/${userId}/groups`, { filter_allow_reference: true });

export const groupMembers = (groupId: string, page: number, perPage = 100) =>
  get<{ members: User[]; total_member_count: number }>(`/groups/${groupId}/members`, { page, per_page: perPage });
