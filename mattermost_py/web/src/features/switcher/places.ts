/** Everywhere the user could go: own channels, people, and public channels not joined. */
import type { LucideIcon } from "lucide-react";
import { channelName, isMuted, otherOf, unreadOf } from "@/state/channels";
import type { Channel, State, User } from "@/state/model";
import { displayName, nameFormat } from "@/state/users";
import { fold, type Place } from "./ranking";

export interface Destination extends Place {
  kind: "channel" | "person" | "public" | "thread" | "command";
  id: string;
  channel?: Channel;
  user?: User;
  /** The other team's name for channels that are not in this one; whose thread it is, and where. */
  team: string;
  /** How threads and commands are drawn and what choosing them does; the keys that do the same. */
  icon?: LucideIcon;
  run?: () => void;
  keys?: string;
}

/** What is known without asking the server. */
export function ownPlaces(state: State): readonly Destination[] {
  const from = [state.channels, state.users, state.preferences, state.teams, state.server];
  if (!from.every((part, index) => part === kept.from[index])) kept = { from, places: gathered(state) };
  return kept.places;
}

let kept: { from: readonly unknown[]; places: readonly Destination[] } = { from: [], places: [] };

function gathered(state: State): Destination[] {
  const places: Destination[] = [];
  const met = new Set<string>();
  for (const [id, member] of Object.entries(state.channels.mine)) {
    const channel = state.channels.byId[id];
    if (channel === undefined || channel.delete_at > 0) continue;
    const other = channel.type === "D" ? otherOf(channel, state.users.meId) : "";
    const user = state.users.byId[other];
    if (other !== "") met.add(other);
    const unread = unreadOf(state, id);
    const name = channelName(state, channel);
    if (name === "") continue; // whose it is has not been heard yet
    places.push({
      kind: "channel",
      key: id,
      id,
      channel,
      ...(user ? { user } : {}),
      name,
      folded: fold(name),
      also: user ? wordsOf(user) : channel.name,
      usedAt: Math.max(member.last_viewed_at, channel.type === "D" ? channel.last_post_at : 0),
      mentions: unread.mentions,
      isUnread: unread.isUnread,
      isMuted: isMuted(member),
      team: channel.team_id === "" || channel.team_id === state.teams.currentId ? "" : (state.teams.byId[channel.team_id]?.display_name ?? ""),
    });
  }
  for (const user of Object.values(state.users.byId)) if (!met.has(user.id)) places.push(personPlace(state, user));
  return places;
}

export function personPlace(state: State, user: User): Destination {
  const name = displayName(user, nameFormat(state));
  return { ...COLD, kind: "person", key: user.id, id: user.id, user, name, folded: fold(name), also: wordsOf(user), isMuted: user.delete_at > 0 };
}

export function publicPlace(channel: Channel): Destination {
  return { ...COLD, kind: "public", key: channel.id, id: channel.id, channel, name: channel.display_name, folded: fold(channel.display_name), also: channel.name };
}

export const COLD = { usedAt: 0, mentions: 0, isUnread: false, isMuted: false, team: "" };

function wordsOf(user: User): string {
  return `${user.username} ${user.first_name} ${user.last_name} ${user.nickname}`.toLowerCase();
}
