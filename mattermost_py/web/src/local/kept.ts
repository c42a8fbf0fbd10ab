/** What is kept of an account for times without a server, and how it comes back. */
import type { Post, PostList } from "@mattermost/types/posts";
import type { Channel, ChannelMember, State, User } from "@/state/model";
import { receivePosts } from "@/state/posts";

export const POSTS_MOST = 60;
export const CHANNELS_MOST = 200;
const REPLIES_MOST = 200;

/** Parts of the state that are kept whole; each is small or changes seldom. */
export interface Parts {
  me: string;
  teams: State["teams"];
  loadedTeams: State["channels"]["loadedTeams"];
  categories: State["categories"];
  preferences: State["preferences"];
  roles: State["roles"];
  server: State["server"];
  custom: State["emoji"]["custom"];
}

export function partsOf(state: State): Parts {
  return {
    me: state.users.meId,
    teams: state.teams,
    loadedTeams: state.channels.loadedTeams,
    categories: state.categories,
    preferences: state.preferences,
    roles: state.roles,
    server: state.server,
    custom: state.emoji.custom,
  };
}

export interface KeptChannel {
  readonly channel: Channel;
  readonly member: ChannelMember;
}

/** The end of one channel. */
export interface KeptPosts {
  readonly at: number;
  readonly ids: readonly string[];
  readonly posts: readonly Post[];
}

/** Whether a post may be kept: not what is on its way, not what only one pair of eyes was to see once. */
function isKeepable(post: Post): boolean {
  return post.id !== post.pending_post_id && post.type !== "burn_on_read" && post.type !== "system_ephemeral";
}

/** The newest posts of a channel with the replies known to them; undefined where the newest are not loaded. */
export function postsOf(state: State, channelId: string, at: number): KeptPosts | undefined {
  const [newest] = state.posts.blocks[channelId] ?? [];
  if (newest === undefined || newest.ids.length === 0) return undefined;
  const { byId, replies } = state.posts;
  const shown = newest.ids.slice(0, POSTS_MOST * 2).flatMap((id) => byId[id] ?? []).filter(isKeepable).slice(0, POSTS_MOST);
  const answers = shown.flatMap((post) => replies[post.id] ?? []).slice(0, REPLIES_MOST);
  const ids = shown.map((post) => post.id);
  const rest = answers.filter((id) => !ids.includes(id)).flatMap((id) => byId[id] ?? []).filter(isKeepable);
  return { at, ids, posts: [...shown, ...rest] };
}

export function isSame(one: KeptPosts, other: KeptPosts): boolean {
  return one.posts.length === other.posts.length && one.posts.every((post, index) => post === other.posts[index]);
}

/** The state as it was kept, before any post. */
export function restored(
  state: State,
  parts: Parts,
  channels: ReadonlyMap<string, KeptChannel>,
  users: ReadonlyMap<string, User>,
): State {
  const rows = [...channels.values()];
  return {
    ...state,
    users: {
      ...state.users,
      meId: parts.me,
      byId: Object.fromEntries(users),
      idByName: Object.fromEntries([...users.values()].map((user) => [user.username, user.id])),
    },
    teams: { ...parts.teams, currentId: "" },
    channels: {
      ...state.channels,
      byId: Object.fromEntries(rows.map(({ channel }) => [channel.id, channel])),
      mine: Object.fromEntries(rows.map(({ channel, member }) => [channel.id, member])),
      loadedTeams: parts.loadedTeams,
    },
    categories: parts.categories,
    preferences: parts.preferences,
    roles: parts.roles,
    server: parts.server,
    emoji: { ...state.emoji, custom: parts.custom },
  };
}

/** The end of a channel as it was kept. It counts as the newest there is until the server is asked again. */
export function withKeptPosts(state: State, channelId: string, { ids, posts }: KeptPosts): State {
  const list: PostList = {
    order: [...ids],
    posts: Object.fromEntries(posts.map((post) => [post.id, post])),
    next_post_id: "",
    prev_post_id: "",
    first_inaccessible_post_time: 0,
  };
  return receivePosts(state, channelId, list, { atNewest: true, atOldest: false });
}
