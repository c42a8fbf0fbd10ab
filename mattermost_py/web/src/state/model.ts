/** The shape of everything the client knows. Each part is filled by the reducers in the file of its name. */
import type { ServerChannel, ChannelMembership, ChannelNotifyProps, ChannelStats } from "@mattermost/types/channels";
import type { ChannelCategory } from "@mattermost/types/channel_categories";
import type { ClientConfig } from "@mattermost/types/config";
import type { Draft } from "@mattermost/types/drafts";
import type { ChannelBookmark } from "@mattermost/types/channel_bookmarks";
import type { CustomEmoji } from "@mattermost/types/emojis";
import type { Group as ServerGroup } from "@mattermost/types/groups";
import type { Post } from "@mattermost/types/posts";
import type { Role } from "@mattermost/types/roles";
import type { ScheduledPost } from "@mattermost/types/schedule_post";
import type { Team, TeamMembership, TeamUnread } from "@mattermost/types/teams";
import type { UserThread } from "@mattermost/types/threads";
import type { UserProfile } from "@mattermost/types/users";

export type ById<T> = Readonly<Record<string, T>>;

export type User = UserProfile;
export type Channel = ServerChannel;
export type ChannelMember = ChannelMembership & { scheme_guest?: boolean; explicit_roles?: string };
export type NotifyProps = ChannelNotifyProps;
export type Presence = "online" | "away" | "dnd" | "offline" | "ooo";
export type CategorySort = "" | "alpha" | "recent" | "manual";
export type Category = Omit<ChannelCategory, "sorting"> & { sorting: CategorySort };
/** A bookmark; the server leaves out what is empty. */
export type Bookmark = ChannelBookmark;
export type Group = Pick<ServerGroup, "id" | "name" | "display_name" | "source" | "delete_at" | "allow_reference"> & { member_count?: number };
export type Schedule = ScheduledPost;
export type TeamMember = Omit<TeamMembership, keyof TeamUnread> & { team_id: string; explicit_roles?: string };

export interface UsersState {
  readonly meId: string;
  readonly byId: ById<User>;
  readonly idByName: ById<string>;
  readonly presence: ById<Presence>;
  /** Whether the user set the own presence by hand, and until when (seconds) not to be disturbed. */
  readonly myPresence: { readonly manual: boolean; readonly dndEndTime: number };
}

export interface TeamsState {
  readonly byId: ById<Team>;
  /** The user's own memberships by team. */
  readonly mine: ById<TeamMember>;
  /** Unread counts of teams whose channels are not loaded, as the server last told. */
  readonly unread: ById<TeamUnread>;
  readonly currentId: string;
}

export interface ChannelsState {
  readonly byId: ById<Channel>;
  /** The user's own memberships by channel. */
  readonly mine: ById<ChannelMember>;
  /** Members of a channel as far as loaded: channel id → user id → membership. */
  readonly members: ById<ById<ChannelMember>>;
  readonly stats: ById<ChannelStats>;
  readonly currentId: string;
  /** Channels marked unread by hand: looking at them does not read them until they are left. */
  readonly heldUnread: ById<true>;
  /** Channel ids by team whose channel list is complete. */
  readonly loadedTeams: ById<true>;
}

export interface CategoriesState {
  readonly byId: ById<Category>;
  readonly order: ById<readonly string[]>;
}

/** A run of posts of one channel without holes, newest first. */
export interface PostBlock {
  readonly ids: readonly string[];
  readonly atNewest: boolean;
  /** Up to when a run is complete that once reached the present; what was sent from here since then stands in it, too. */
  readonly knownTo?: number;
  readonly atOldest: boolean;
}

export interface PostsState {
  readonly byId: ById<Post>;
  /** Runs of loaded posts by channel, the newest run first; between two runs lies a hole. */
  readonly blocks: ById<readonly PostBlock[]>;
  /** Known replies by root post, oldest first. */
  readonly replies: ById<readonly string[]>;
  /** Root posts whose replies are all loaded. */
  readonly completeThreads: ById<true>;
  /** Why pending posts were refused, in the server's words. */
  readonly refusals: ById<string>;
}

export interface ThreadCounts {
  readonly total: number;
  readonly total_unread_threads: number;
  readonly total_unread_mentions: number;
}

export interface ThreadsState {
  readonly byId: ById<UserThread>;
  /** Followed threads known by team; the order is by last reply, see `threadsInTeam`. */
  readonly inTeam: ById<readonly string[]>;
  readonly counts: ById<ThreadCounts>;
}

export interface DraftsState {
  /** By `draftKey(channelId, rootId)`. */
  readonly byKey: ById<Draft>;
}

export interface SchedulesState {
  readonly byId: ById<Schedule>;
}

export interface BookmarksState {
  /** By channel, in their order; absent until asked for. */
  readonly inChannel: ById<readonly Bookmark[]>;
}

export interface GroupsState {
  readonly byName: ById<Group>;
  /** Names of the groups the user is in. */
  readonly mine: ById<true>;
}

export interface LevelsState {
  /** The names of levels of one's own channels. */
  readonly ofChannel: ById<string>;
}

export interface EmojiState {
  readonly custom: ById<CustomEmoji>;
  /** Names the server was asked for and does not have. */
  readonly missing: ById<true>;
}

export interface PreferencesState {
  /** By `category/name`. */
  readonly byKey: ById<string>;
}

export interface RolesState {
  readonly byName: ById<Role>;
}

export interface TypingState {
  /** By `channelId` or `channelId:rootId`: user id → when (ms) the note fades. */
  readonly byPlace: ById<ById<number>>;
}

export type Config = Partial<ClientConfig> & Readonly<Record<string, string | undefined>>;

export interface ServerState {
  readonly config: Config;
  readonly license: ById<string>;
}

export type Link = "connecting" | "online" | "offline";

export interface ConnectionState {
  readonly link: Link;
  readonly connectionId: string;
  /** Counts complete losses of events; whoever caches from events reloads when it grows. */
  readonly resyncs: number;
}

/** What the right-hand side shows; `post` also opens its thread. */
export type Aside =
  | { readonly kind: "closed" }
  | { readonly kind: "thread"; readonly rootId: string; readonly focusPostId?: string | undefined }
  | { readonly kind: "search" }
  | { readonly kind: "pinned"; readonly channelId: string }
  | { readonly kind: "saved" }
  | { readonly kind: "mentions" }
  | { readonly kind: "members"; readonly channelId: string }
  | { readonly kind: "info"; readonly channelId: string }
  | { readonly kind: "files"; readonly channelId: string };

export interface UiState {
  readonly aside: Aside;
  /** What was open before the current aside, for its back button. */
  readonly asideBack: readonly Aside[];
  readonly asideExpanded: boolean;
  /** On narrow screens: whether the channel list or the middle is in front. */
  readonly pane: "list" | "middle";
  /** The dialog in front, by name, with what it is about. */
  readonly dialog: { readonly name: string; readonly id?: string | undefined } | null;
  readonly unreadFilter: ById<true>;
  readonly search: { readonly terms: string; readonly inFiles: boolean; readonly everywhere: boolean };
  /** Post that a permalink or a search result asks to show, by channel. */
  readonly focusPost: ById<string>;
  readonly toasts: readonly Toast[];
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: "plain" | "danger";
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

export interface State {
  readonly users: UsersState;
  readonly teams: TeamsState;
  readonly channels: ChannelsState;
  readonly categories: CategoriesState;
  readonly posts: PostsState;
  readonly threads: ThreadsState;
  readonly drafts: DraftsState;
  readonly schedules: SchedulesState;
  readonly bookmarks: BookmarksState;
  readonly groups: GroupsState;
  readonly levels: LevelsState;
  readonly emoji: EmojiState;
  readonly preferences: PreferencesState;
  readonly roles: RolesState;
  readonly typing: TypingState;
  readonly server: ServerState;
  readonly connection: ConnectionState;
  readonly ui: UiState;
}

export const emptyState: State = {
  users: { meId: "", byId: {}, idByName: {}, presence: {}, myPresence: { manual: false, dndEndTime: 0 } },
  teams: { byId: {}, mine: {}, unread: {}, currentId: "" },
  channels: { byId: {}, mine: {}, members: {}, stats: {}, currentId: "", heldUnread: {}, loadedTeams: {} },
  categories: { byId: {}, order: {} },
  posts: { byId: {}, blocks: {}, replies: {}, completeThreads: {}, refusals: {} },
  threads: { byId: {}, inTeam: {}, counts: {} },
  drafts: { byKey: {} },
  schedules: { byId: {} },
  bookmarks: { inChannel: {} },
  groups: { byName: {}, mine: {} },
  levels: { ofChannel: {} },
  emoji: { custom: {}, missing: {} },
  preferences: { byKey: {} },
  roles: { byName: {} },
  typing: { byPlace: {} },
  server: { config: {}, license: {} },
  connection: { link: "connecting", connectionId: "", resyncs: 0 },
  ui: {
    aside: { kind: "closed" },
    asideBack: [],
    asideExpanded: false,
    pane: "middle",
    dialog: null,
    unreadFilter: {},
    search: { terms: "", inFiles: false, everywhere: false },
    focusPost: {},
    toasts: [],
  },
};
