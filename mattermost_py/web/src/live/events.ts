/** What each event carries, after unpacking the JSON inside JSON. */
import type { Opening } from "@/client/dialogs";
import type { Draft } from "@mattermost/types/drafts";
import type { CustomEmoji } from "@mattermost/types/emojis";
import type { Post, PostAcknowledgement } from "@mattermost/types/posts";
import type { PreferenceType } from "@mattermost/types/preferences";
import type { Reaction } from "@mattermost/types/reactions";
import type { Role } from "@mattermost/types/roles";
import type { Team } from "@mattermost/types/teams";
import type { UserThreadWithPost } from "@mattermost/types/threads";
import type { Bookmark, Category, Channel, ChannelMember, Config, Group, Presence, Schedule, TeamMember, User } from "@/state/model";
import type { Frame } from "./socket";

export interface LiveEvents {
  typing: { user_id: string; parent_id: string };
  posted: {
    post: Post;
    channel_type: string;
    channel_display_name: string;
    sender_name: string;
    team_id: string;
    mentions?: string[];
    followers?: string[];
  };
  /** An urgent message wants to be answered still. */
  persistent_notification_triggered: LiveEvents["posted"];
  post_edited: { post: Post };
  post_deleted: { post: Post };
  post_unread: {
    msg_count: number;
    msg_count_root: number;
    mention_count: number;
    mention_count_root: number;
    urgent_mention_count: number;
    last_viewed_at: number;
    post_id: string;
  };
  ephemeral_message: { post: Post };
  channel_created: { channel_id: string; team_id: string };
  channel_updated: { channel?: Channel; channel_id?: string };
  /** For those who run the channel: who asks to be let in is different now. */
  channel_requests_changed: { channel_id: string };
  channel_request_answered: { channel_id: string; approved: boolean; reason: string };
  channel_level_changed: { channel_id: string; level: string };
  channel_converted: { channel_id: string };
  channel_deleted: { channel_id: string; delete_at: number };
  channel_restored: { channel_id: string };
  channel_member_updated: { channelMember: ChannelMember };
  direct_added: { creator_id: string; teammate_id: string };
  group_added: { teammate_ids: string[] };
  new_user: { user_id: string };
  user_updated: { user: User };
  user_added: { user_id: string; team_id: string };
  user_removed: { user_id?: string; channel_id?: string; remover_id: string };
  added_to_team: { team_id: string; user_id: string };
  leave_team: { user_id: string; team_id: string };
  update_team: { team: Team };
  delete_team: { team: Team };
  restore_team: { team: Team };
  memberrole_updated: { member: TeamMember };
  user_role_updated: { user_id: string; roles: string };
  role_updated: { role: Role };
  preference_changed: { preference: PreferenceType };
  preferences_changed: { preferences: PreferenceType[] };
  preferences_deleted: { preferences: PreferenceType[] };
  status_change: { status: Presence; user_id: string };
  reaction_added: { reaction: Reaction };
  reaction_removed: { reaction: Reaction };
  emoji_added: { emoji: CustomEmoji };
  multiple_channels_viewed: { channel_times: Record<string, number> };
  config_changed: { config: Config };
  license_changed: { license: Record<string, string> };
  sidebar_category_created: { category_id: string };
  sidebar_category_updated: { updatedCategories?: Category[] };
  sidebar_category_deleted: { category_id: string };
  sidebar_category_order_updated: { order: string[] };
  thread_updated: { thread: UserThreadWithPost; previous_unread_mentions?: number; previous_unread_replies?: number };
  thread_follow_changed: { thread_id: string; state: boolean; reply_count: number };
  thread_read_changed: {
    thread_id?: string;
    timestamp?: number;
    unread_mentions?: number;
    unread_replies?: number;
    previous_unread_mentions?: number;
    previous_unread_replies?: number;
    channel_id?: string;
  };
  post_acknowledgement_added: { acknowledgement: PostAcknowledgement };
  post_acknowledgement_removed: { acknowledgement: PostAcknowledgement };
  post_revealed: { post: Post; recipients?: string[] };
  post_burned: { post_id: string };
  burn_on_read_all_revealed: { post_id: string; sender_expire_at: number };
  scheduled_post_created: { scheduledPost: Schedule };
  scheduled_post_updated: { scheduledPost: Schedule };
  scheduled_post_deleted: { scheduledPost: Schedule };
  channel_bookmark_created: { bookmark: Bookmark };
  channel_bookmark_updated: { bookmarks: { updated: Bookmark; deleted?: Bookmark } };
  channel_bookmark_deleted: { bookmark: Bookmark };
  channel_bookmark_sorted: { bookmarks: Bookmark[] };
  received_group: { group: Group };
  group_member_add: { group_member: { group_id: string; user_id: string } };
  group_member_deleted: { group_member: { group_id: string; user_id: string } };
  draft_created: { draft: Draft };
  draft_deleted: { draft: Draft };
  open_dialog: { dialog: Opening };
  show_toast: { message: string; position: string };
}

export type EventName = keyof LiveEvents;

/** Fields that arrive as JSON in a string. */
const PACKED: ReadonlySet<string> = new Set([
  "post", "mentions", "followers", "channel", "channelMember", "teammate_ids", "team", "member", "role", "preference",
  "preferences", "reaction", "emoji", "updatedCategories", "thread", "draft",
  "acknowledgement", "scheduledPost", "bookmark", "bookmarks", "group", "group_member", "dialog",
]);

/** The event's data with every packed field unpacked. */
export function unpack(frame: Frame): LiveEvents[EventName] {
  const data: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(frame.data)) {
    data[key] = PACKED.has(key) && typeof value === "string" ? (JSON.parse(value) as unknown) : value;
  }
  return data;
}
