/** Single channels and sidebars, as they are needed. */
import * as client from "@/client/channels";
import { receiveCategories } from "@/state/categories";
import { otherOf, receiveChannels, receiveMyMembers } from "@/state/channels";
import type { Channel } from "@/state/model";
import { change, getState } from "@/state/store";
import { needRoles } from "./roles";
import { needUsers } from "./users";

const underWay = new Map<string, Promise<void>>();

/** Fetches a channel with the own membership, once at a time. */
export function needChannel(channelId: string): void {
  void loadChannel(channelId).catch(() => undefined);
}

export function loadChannel(channelId: string): Promise<void> {
  const there = underWay.get(channelId);
  if (there) return there;
  const load = fetchChannel(channelId).finally(() => underWay.delete(channelId));
  underWay.set(channelId, load);
  return load;
}

/** Fetches a channel anew: a fetch under way may have begun before what just happened. */
export function needChannelAnew(channelId: string): void {
  const running = underWay.get(channelId);
  if (running === undefined) needChannel(channelId);
  else void running.catch(() => undefined).then(() => needChannel(channelId));
}

async function fetchChannel(channelId: string): Promise<void> {
  const { meId } = getState().users;
  const [channel, member] = await Promise.all([client.channel(channelId), client.channelMember(channelId, meId)]);
  change((state) => receiveMyMembers(receiveChannels(state, [channel]), [member]));
  needPeopleOf([channel]);
  needRoles();
}

/** The people direct channels are named after. */
export function needPeopleOf(channels: readonly Channel[]): void {
  const { meId } = getState().users;
  needUsers(channels.filter((channel) => channel.type === "D").map((channel) => otherOf(channel, meId)));
}

const sidebars = new Map<string, Promise<void>>();

/** Fetches a team's categories anew, once at a time. */
export function needCategories(teamId: string): void {
  if (teamId === "" || sidebars.has(teamId)) return;
  const load = client
    .categories(teamId)
    .then(({ categories, order }) => change(receiveCategories, teamId, categories, order))
    .catch(() => undefined)
    .finally(() => sidebars.delete(teamId));
  sidebars.set(teamId, load);
}
