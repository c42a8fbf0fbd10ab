/** What is offered while something is typed: people, channels, emoji, commands; known ones at once, the server's soon. */
import type { CommandSuggestion } from "@/client/posts";
import { commandSuggestions } from "@/client/posts";
import { autocompleteChannels } from "@/client/channels";
import { searchGroups } from "@/client/groups";
import { autocompleteUsers } from "@/client/users";
import { loadEmoji, readTone, recentEmoji, searchEmoji } from "@/features/emoji";
import { hasGroups } from "@/load/groups";
import { t } from "@/i18n/t";
import { receiveChannels } from "@/state/channels";
import { receiveGroups } from "@/state/groups";
import type { Channel, Group, State, User } from "@/state/model";
import { preference } from "@/state/preferences";
import { can } from "@/state/roles";
import { change, getState } from "@/state/store";
import { receiveUsers } from "@/state/users";

import type { Trigger } from "./trigger";

export type Offer =
  | { kind: "person"; key: string; insert: string; user: User; isOutside: boolean }
  | { kind: "group"; key: string; insert: string; group: Group }
  | { kind: "broadcast"; key: string; insert: string; name: string; text: string }
  | { kind: "channel"; key: string; insert: string; channel: Channel }
  | { kind: "emoji"; key: string; insert: string; name: string }
  | { kind: "command"; key: string; insert: string; title: string; hint: string; text: string };

export interface Where {
  channelId: string;
  rootId: string;
}

const MOST = 25;

/** How well a person answers what was typed: by user name first, then by other names; -1 not at all. */
export function personRank(user: Pick<User, "username" | "nickname" | "first_name" | "last_name">, typed: string): number {
  if (user.username === typed) return 0;
  if (user.username.startsWith(typed)) return 1;
  const names = [user.nickname, user.first_name, user.last_name, `${user.first_name} ${user.last_name}`];
  if (names.some((name) => name.toLowerCase().startsWith(typed))) return 2;
  return user.username.split(/[._-]/).some((part) => part.startsWith(typed)) ? 3 : -1;
}

function teamOf(state: State, channelId: string): string {
  const teamId = state.channels.byId[channelId]?.team_id ?? "";
  return teamId === "" ? state.teams.currentId : teamId;
}

function personOffer(user: User, isOutside: boolean): Offer {
  return { kind: "person", key: `person:${user.id}`, insert: `@${user.username}`, user, isOutside };
}

function rankedPeople(users: readonly User[], typed: string, meId: string): User[] {
  return users
    .filter((user) => user.delete_at === 0 && user.id !== meId && personRank(user, typed) >= 0)
    .sort((a, b) => personRank(a, typed) - personRank(b, typed) || (a.username < b.username ? -1 : 1));
}

function broadcasts(state: State, typed: string, channelId: string): Offer[] {
  const channel = state.channels.byId[channelId];
  if (channel?.type === "D" || !can(state, "use_channel_mentions", { channelId })) return [];
  return ["channel", "all", "here"]
    .filter((name) => typed !== "" && name.startsWith(typed))
    .map((name) => ({ kind: "broadcast", key: `broadcast:${name}`, insert: `@${name}`, name, text: t(`composer.mention_${name}`) }));
}

function knownPeople(state: State, typed: string, channelId: string): Offer[] {
  const members = Object.keys(state.channels.members[channelId] ?? {}).flatMap((id) => state.users.byId[id] ?? []);
  const authors = (state.posts.blocks[channelId]?.[0]?.ids ?? []).slice(0, 60).flatMap((id) => state.users.byId[state.posts.byId[id]?.user_id ?? ""] ?? []);
  const people = [...new Map([...members, ...authors].map((user) => [user.id, user])).values()];
  return rankedPeople(people, typed, state.users.meId).slice(0, MOST).map((user) => personOffer(user, false));
}

function knownChannels(state: State, typed: string, channelId: string): Offer[] {
  const teamId = teamOf(state, channelId);
  return Object.keys(state.channels.mine)
    .flatMap((id) => state.channels.byId[id] ?? [])
    .filter((channel) => channel.team_id === teamId && (channel.type === "O" || channel.type === "P") && channel.delete_at === 0)
    .filter((channel) => channel.name.startsWith(typed) || channel.display_name.toLowerCase().includes(typed))
    .sort((a, b) => Number(b.name.startsWith(typed)) - Number(a.name.startsWith(typed)) || b.last_post_at - a.last_post_at)
    .slice(0, MOST)
    .map((channel) => ({ kind: "channel", key: `channel:${channel.id}`, insert: `~${channel.name}`, channel }));
}

function emojiOffers(state: State, typed: string): Offer[] {
  const found = searchEmoji(typed, {
    tone: readTone(preference(state, "emoji", "emoji_skintone", "default")),
    custom: Object.keys(state.emoji.custom),
    recent: recentEmoji(state),
    limit: MOST,
  });
  return found.map(({ name }) => ({ kind: "emoji", key: `emoji:${name}`, insert: `:${name}:`, name }));
}

/** What can be offered without asking anybody. */
export function offersAtHand(state: State, trigger: Trigger, where: Where): Offer[] {
  switch (trigger.kind) {
    case "person":
      return [...knownPeople(state, trigger.query, where.channelId), ...broadcasts(state, trigger.query, where.channelId)];
    case "channel":
      return knownChannels(state, trigger.query, where.channelId);
    case "emoji":
      return emojiOffers(state, trigger.query);
    case "command":
      return [];
  }
}

/** What the server adds; null if there is nothing to ask. */
export async function offersFromServer(trigger: Trigger, where: Where, text: string, signal: AbortSignal): Promise<Offer[] | null> {
  const state = getState();
  const teamId = teamOf(state, where.channelId);
  switch (trigger.kind) {
    case "person":
      return peopleFromServer(trigger.query, teamId, where.channelId, signal);
    case "channel": {
      const channels = await autocompleteChannels(teamId, trigger.query, signal);
      change(receiveChannels, channels);
      const known = knownChannels(getState(), trigger.query, where.channelId);
      const others = channels.filter((channel) => !known.some((offer) => offer.key === `channel:${channel.id}`) && channel.delete_at === 0);
      return [...known, ...others.map((channel): Offer => ({ kind: "channel", key: `channel:${channel.id}`, insert: `~${channel.name}`, channel }))];
    }
    case "emoji":
      await loadEmoji();
      return emojiOffers(getState(), trigger.query);
    case "command":
      return (await commandSuggestions(teamId, text.slice(0, trigger.to), where.channelId, where.rootId, signal)).map(commandOffer);
  }
}

async function peopleFromServer(typed: string, teamId: string, channelId: string, signal: AbortSignal): Promise<Offer[]> {
  const [{ users, out_of_channel }, groups] = await Promise.all([autocompleteUsers(typed, teamId, channelId, signal), groupsFromServer(typed, channelId, signal)]);
  const outside = out_of_channel ?? [];
  change(receiveUsers, [...users, ...outside]);
  const state = getState();
  const inside = rankedPeople(users, typed, state.users.meId).map((user) => personOffer(user, false));
  const beyond = rankedPeople(outside, typed, state.users.meId).map((user) => personOffer(user, true));
  return [...inside, ...groups, ...broadcasts(state, typed, channelId), ...beyond].slice(0, MOST * 2);
}

/** Groups by what was typed; where there are none, or they may not be seen, none. */
async function groupsFromServer(typed: string, channelId: string, signal: AbortSignal): Promise<Offer[]> {
  const state = getState();
  if (typed === "" || !hasGroups() || !can(state, "use_group_mentions", { channelId })) return [];
  const groups = await searchGroups(typed, signal).catch(() => []);
  change(receiveGroups, groups);
  return groups
    .filter((group) => group.delete_at === 0 && group.allow_reference)
    .map((group) => ({ kind: "group", key: `group:${group.id}`, insert: `@${group.name}`, group }));
}

function commandOffer(suggestion: CommandSuggestion): Offer {
  const complete = suggestion.Complete.startsWith("/") ? suggestion.Complete : `/${suggestion.Complete}`;
  // Without a word to add it only tells what may be typed here.
  const isHint = suggestion.Suggestion === "" && complete.includes(" ");
  const isFirst = !complete.includes(" ");
  const title = isHint ? "" : isFirst ? complete : suggestion.Suggestion;
  return { kind: "command", key: `command:${complete}:${suggestion.Hint}`, insert: complete, title, hint: suggestion.Hint, text: suggestion.Description };
}
