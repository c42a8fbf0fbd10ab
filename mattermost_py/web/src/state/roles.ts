/** What the user may do, computed from roles as the server does. */
import type { Role } from "@mattermost/types/roles";
import type { State } from "./model";
import { me } from "./users";

export function receiveRoles(state: State, roles: readonly Role[]): State {
  const byName: Record<string, Role> = { ...state.roles.byName };
  for (const role of roles) byName[role.name] = role;
  return { ...state, roles: { byName } };
}

/** Names of roles the user holds somewhere but whose permissions are not loaded. */
export function missingRoles(state: State): string[] {
  const names = new Set((me(state)?.roles ?? "").split(" "));
  for (const member of Object.values(state.teams.mine)) for (const name of member.roles.split(" ")) names.add(name);
  for (const member of Object.values(state.channels.mine)) for (const name of member.roles.split(" ")) names.add(name);
  names.delete("");
  return [...names].filter((name) => !(name in state.roles.byName));
}

/** Whether a permission holds: by the user's system roles, then the team's, then the channel's. */
export function can(state: State, permission: string, where: { teamId?: string; channelId?: string } = {}): boolean {
  if (grants(state, me(state)?.roles, permission)) return true;
  const channel = where.channelId === undefined ? undefined : state.channels.byId[where.channelId];
  const teamId = where.teamId ?? channel?.team_id ?? "";
  if (grants(state, state.teams.mine[teamId]?.roles, permission)) return true;
  return where.channelId !== undefined && grants(state, state.channels.mine[where.channelId]?.roles, permission);
}

/** Whether the system console has a page for the user. */
export function mayOpenConsole(state: State): boolean {
  const held = (me(state)?.roles ?? "").split(" ").flatMap((name) => state.roles.byName[name]?.permissions ?? []);
  return held.some((permission) => permission === "manage_system" || permission.startsWith("sysconsole_read_"));
}

function grants(state: State, roles: string | undefined, permission: string): boolean {
  if (roles === undefined) return false;
  return roles.split(" ").some((name) => state.roles.byName[name]?.permissions.includes(permission) ?? false);
}
