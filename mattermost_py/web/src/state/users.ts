/** People: profiles, presence, how they are called. */
import type { UserStatus } from "@mattermost/types/users";
import { withKey } from "./maps";
import type { Presence, State, User, UsersState } from "./model";
import { displaySetting } from "./preferences";

function withUsers(state: State, patch: Partial<UsersState>): State {
  return { ...state, users: { ...state.users, ...patch } };
}

/** Profiles as the server shows them to us; own private fields survive a public copy of oneself. */
export function receiveUsers(state: State, users: readonly User[]): State {
  if (users.length === 0) return state;
  const byId: Record<string, User> = { ...state.users.byId };
  const idByName: Record<string, string> = { ...state.users.idByName };
  for (const user of users) {
    const old = byId[user.id];
    if (old && old.username !== user.username) Reflect.deleteProperty(idByName, old.username);
    byId[user.id] = user.id === state.users.meId && old ? { ...old, ...user } : user;
    idByName[user.username] = user.id;
  }
  return withUsers(state, { byId, idByName });
}

/** Forgets everybody but these; whoever needs another one asks again. */
export function keepOnlyUsers(state: State, ids: ReadonlySet<string>): State {
  const { byId, idByName, presence } = state.users;
  const isKept = (id: string) => ids.has(id);
  return withUsers(state, {
    byId: Object.fromEntries(Object.entries(byId).filter(([id]) => isKept(id))),
    idByName: Object.fromEntries(Object.entries(idByName).filter(([, id]) => isKept(id))),
    presence: Object.fromEntries(Object.entries(presence).filter(([id]) => isKept(id))),
  });
}

/** Who is signed in. */
export function receiveMe(state: State, me: User): State {
  return receiveUsers(withUsers(state, { meId: me.id }), [me]);
}

export function receivePresence(state: State, statuses: readonly UserStatus[]): State {
  let presence = state.users.presence;
  let myPresence = state.users.myPresence;
  for (const status of statuses) {
    presence = withKey(presence, status.user_id, status.status as Presence);
    if (status.user_id === state.users.meId) {
      myPresence = { manual: status.manual ?? false, dndEndTime: status.dnd_end_time ?? 0 };
    }
  }
  return withUsers(state, { presence, myPresence });
}

/** The own or another's presence changed (`status_change`). */
export function setPresence(state: State, userId: string, presence: Presence): State {
  return withUsers(state, { presence: withKey(state.users.presence, userId, presence) });
}

export function setUserRoles(state: State, userId: string, roles: string): State {
  const user = state.users.byId[userId];
  return user ? withUsers(state, { byId: withKey(state.users.byId, userId, { ...user, roles }) }) : state;
}

export function me(state: State): User | undefined {
  return state.users.byId[state.users.meId];
}

export function presenceOf(state: State, userId: string): Presence {
  return state.users.presence[userId] ?? "offline";
}

export type NameFormat = "username" | "nickname_full_name" | "full_name";

/** How names are shown: the user's choice unless the server locks its own. */
export function nameFormat(state: State): NameFormat {
  const server = (state.server.config.TeammateNameDisplay ?? "username") as NameFormat;
  if (state.server.config.LockTeammateNameDisplay === "true") return server;
  return displaySetting(state, "name_format", server) as NameFormat;
}

/** A person's name in the chosen format; the username where the wished name is empty. */
export function displayName(user: Pick<User, "username" | "nickname" | "first_name" | "last_name">, format: NameFormat): string {
  const full = `${user.first_name} ${user.last_name}`.trim();
  if (format === "full_name") return full || user.username;
  if (format === "nickname_full_name") return user.nickname || full || user.username;
  return user.username;
}

export function nameOf(state: State, userId: string): string {
  const user = state.users.byId[userId];
  return user ? displayName(user, nameFormat(state)) : "";
}

export function userByName(state: State, username: string): User | undefined {
  return state.users.byId[state.users.idByName[username] ?? ""];
}

export function isGuest(user: Pick<User, "roles">): boolean {
  return user.roles.split(" ").includes("system_guest");
}

export function isSystemAdmin(state: State): boolean {
  return (me(state)?.roles ?? "").split(" ").includes("system_admin");
}

export interface CustomStatus {
  emoji: string;
  text: string;
  duration: string;
  expires_at?: string;
}

/** A person's custom status, unless it has run out. */
export function customStatusOf(user: Pick<User, "props"> | undefined, now: number): CustomStatus | null {
  // Bots and old accounts may come without props.
  const raw = (user?.props)?.["customStatus"];
  if (raw === undefined || raw === "") return null;
  try {
    const status = JSON.parse(raw) as CustomStatus;
    if (status.emoji === "" && status.text === "") return null;
    const ends = status.duration !== "" && status.expires_at ? Date.parse(status.expires_at) : 0;
    return ends > 0 && ends <= now ? null : status;
  } catch {
    return null;
  }
}
