/** What a page that is open for weeks holds: the channels, people and threads of late, as long as there is room. */
import { keepOnlyMembersOf, otherOf } from "@/state/channels";
import type { State } from "@/state/model";
import { keepOnlyChannels } from "@/state/posts";
import { change, getState } from "@/state/store";
import { keepLatestThreads } from "@/state/threads";
import { keepOnlyUsers } from "@/state/users";
import { whenIdle } from "@/ui/ahead";
import { forgetPictures } from "@/ui/pictures";

import { onLeave } from "./leaving";

const POSTS_MOST = 8000;
const USERS_MOST = 4000;
const THREADS_MOST = 200; // of each team
const EVERY_MS = 60_000;

const seenLately = new Set<string>();
let listed: ReadonlySet<string> = new Set();

onLeave(() => {
  seenLately.clear();
  listed = new Set();
  forgetPictures();
});

/** A channel is on the screen, or a thread of it. */
export function noteSeen(channelId: string): void {
  seenLately.delete(channelId);
  seenLately.add(channelId);
}

/** A list of results shows these posts, which may be from anywhere, alone or behind those it showed before. */
export function noteListed(postIds: readonly string[], isMore = false): void {
  listed = new Set(isMore ? [...listed, ...postIds] : postIds);
}

/** Lets go of what is old from time to time; returns the way to stop. */
export function startForgetting(): () => void {
  const timer = setInterval(() => whenIdle(() => forget()), EVERY_MS);
  return () => clearInterval(timer);
}

/** Lets go of what nobody looked at for long, once there is much of it; a return loads it again. */
export function forget(mostPosts = POSTS_MOST, mostUsers = USERS_MOST, mostThreads = THREADS_MOST): void {
  const { aside } = getState().ui;
  const open = new Set(aside.kind === "thread" ? [aside.rootId] : []);
  if (Object.values(getState().threads.inTeam).some((ids) => ids.length > mostThreads * 2)) change(keepLatestThreads, mostThreads, open);
  if (Object.keys(getState().posts.byId).length > mostPosts) change(keepOnlyChannels, worthKeeping(getState(), mostPosts), isListing(getState()) ? listed : new Set());
  if (Object.keys(getState().users.byId).length > mostUsers) change(keepPeopleNeeded, mostUsers / 2);
}

function keepPeopleNeeded(state: State, most: number): State {
  const fewer = keepOnlyMembersOf(state, channelsOpen(state));
  return keepOnlyUsers(fewer, peopleOf(fewer, most));
}

const isListing = ({ ui: { aside } }: State) => ["search", "saved", "mentions", "pinned"].includes(aside.kind);

/** The channels on the screen. */
function channelsOpen({ ui: { aside }, channels, posts }: State): Set<string> {
  const beside = "channelId" in aside ? aside.channelId : aside.kind === "thread" ? (posts.byId[aside.rootId]?.channel_id ?? "") : "";
  return new Set([channels.currentId, beside]);
}

/** The channels on the screen, and before them as many of those seen last as there is room for. */
function worthKeeping(state: State, most: number): Set<string> {
  const kept = channelsOpen(state);
  const sizes = new Map<string, number>();
  for (const { channel_id: id } of Object.values(state.posts.byId)) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  let count = [...kept].reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
  for (const id of [...seenLately].reverse()) {
    if (kept.has(id)) continue;
    count += sizes.get(id) ?? 0;
    if (count > most) break;
    kept.add(id);
  }
  return kept;
}

/** Those whom something here is from or called after, and those met last. */
function peopleOf(state: State, most: number): Set<string> {
  const { users, channels, posts, threads, typing } = state;
  const ids = new Set([users.meId, ...Object.keys(users.byId).slice(-most)]);
  for (const id of Object.keys(channels.mine)) {
    const channel = channels.byId[id];
    if (channel?.type === "D") ids.add(otherOf(channel, users.meId));
    if (channel?.type === "G") for (const name of channel.display_name.split(", ")) ids.add(users.idByName[name] ?? "");
  }
  for (const post of Object.values(posts.byId)) ids.add(post.user_id);
  for (const thread of Object.values(threads.byId)) for (const { id } of thread.participants) ids.add(id);
  for (const members of Object.values(channels.members)) for (const id of Object.keys(members)) ids.add(id);
  for (const there of Object.values(typing.byPlace)) for (const id of Object.keys(there)) ids.add(id);
  return ids;
}
