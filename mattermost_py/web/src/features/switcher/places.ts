/** Everywhere the user could go: own channels, people, and public channels not joined. */
import type { LucideIcon } from "lucide-react";
import { channelName, isMuted, otherOf, unreadOf } from "@/state/channels";
import type { Channel, ChannelMember, State, User } from "@/state/model";
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

/** What a place was made of; null where nobody has heard yet whose it is. */
interface Made {
  readonly of: readonly unknown[];
  readonly place: Destination | null;
}

/** The places made last, and by which rules: of thousands only those are made anew of which something changed. */
let made: ReadonlyMap<string, Made> = new Map();
let madeBy: readonly unknown[] = [];

const areSame = (some: readonly unknown[], others: readonly unknown[]) => some.length === others.length && some.every((one, index) => one === others[index]);

function gathered(state: State): Destination[] {
  const { channels, users } = state;
  const rules = [state.preferences, state.teams, state.server, users.meId];
  const before = areSame(rules, madeBy) ? made : new Map<string, Made>();
  const now = new Map<string, Made>();
  const met = new Set<string>();
  const keep = (key: string, of: readonly unknown[], make: () => Destination | null) => {
    const known = before.get(key);
    now.set(key, known !== undefined && areSame(known.of, of) ? known : { of, place: make() });
  };
  for (const [id, member] of Object.entries(channels.mine)) {
    const channel = channels.byId[id];
    if (channel === undefined || channel.delete_at > 0) continue;
    const other = channel.type === "D" ? otherOf(channel, users.meId) : "";
    const user = users.byId[other];
    if (other !== "") met.add(other);
    // Groups are called after their people, whoever these are.
    keep(id, [channel, member, channel.type === "G" ? users.byId : user], () => channelPlace(state, channel, member, user));
  }
  for (const user of Object.values(users.byId)) if (!met.has(user.id)) keep(user.id, [user], () => personPlace(state, user));
  made = now;
  madeBy = rules;
  return [...now.values()].flatMap(({ place }) => place ?? []);
}

function channelPlace(state: State, channel: Channel, member: ChannelMember, user: User | undefined): Destination | null {
  const unread = unreadOf(state, channel.id);
  const name = channelName(state, channel);
  if (name === "") return null;
  return {
    kind: "channel",
    key: channel.id,
    id: channel.id,
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
  };
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
