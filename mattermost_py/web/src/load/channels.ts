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
  const watch = watchChannels();
  const [channel, member] = await Promise.all([client.channel(channelId), client.channelMember(channelId, meId)]).finally(watch.stop);
  change((state) => receiveMyMembers(receiveChannels(state, [channel]), [member]));
  touchChannel(channelId);
  if (watch.touched.has(channelId)) needChannelAnew(channelId);
  needPeopleOf([channel]);
  needRoles();
}

const watches = new Set<Set<string>>();

/** Which channels change while a fetch is under way: its answer may be from before, so these are asked for again. */
export function watchChannels(): { touched: ReadonlySet<string>; stop: () => void } {
  const touched = new Set<string>();
  watches.add(touched);
  return { touched, stop: () => watches.delete(touched) };
}

/** A channel got a post, or was fetched. */
export function touchChannel(channelId: string): void {
  for (const touched of watches) touched.add(channelId);
}

/** The people direct channels are named after. */
export function needPeopleOf(channels: readonly Channel[]): void {
  const { meId } = getState().users;
  needUsers(channels.filter((channel) => channel.type === "D").map((channel) => otherOf(channel, meId)));
}

const sidebars = new Map<string, Promise<void>>();
const staleSidebars = new Set<string>();

/** Fetches a team's categories anew, once at a time; what happens meanwhile is fetched after it. */
export function needCategories(teamId: string): void {
  if (teamId === "") return;
  if (sidebars.has(teamId)) {
    staleSidebars.add(teamId);
    return;
  }
  const load = client
    .categories(teamId)
    .then(({ categories, order }) => change(receiveCategories, teamId, categories, order))
    .catch(() => undefined)
    .finally(() => {
      sidebars.delete(teamId);
      if (staleSidebars.delete(teamId)) needCategories(teamId);
    });
  sidebars.set(teamId, load);
}
