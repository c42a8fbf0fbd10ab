/** A small world for tests: me and Anna in team Orchard with a town square and a direct channel. */
import { emptyState, type Channel, type ChannelMember, type State, type User } from "@/state/model";
import { receiveChannels, receiveMyMembers } from "@/state/channels";
import { receiveTeamMembers, receiveTeams } from "@/state/teams";
import { receiveMe, receiveUsers } from "@/state/users";

export function aUser(patch: Partial<User> = {}): User {
  return {
    id: "anna", create_at: 1, update_at: 1, delete_at: 0, username: "anna", password: "", auth_service: "", email: "anna@example.org",
    nickname: "", first_name: "Anna", last_name: "Berg", position: "", roles: "system_user", props: {}, last_password_update: 0,
    last_picture_update: 0, locale: "en", mfa_active: false, last_activity_at: 0, is_bot: false, bot_description: "",
    terms_of_service_id: "", terms_of_service_create_at: 0,
    notify_props: {
      desktop: "mention", desktop_sound: "true", calls_desktop_sound: "true", email: "true", mark_unread: "all", push: "mention",
      push_status: "online", comments: "never", first_name: "false", channel: "true", mention_keys: "", highlight_keys: "",
    },
    ...patch,
  };
}

export function aChannel(patch: Partial<Channel> = {}): Channel {
  return {
    id: "town", create_at: 1, update_at: 1, delete_at: 0, team_id: "orchard", type: "O", display_name: "Town Square", name: "town-square",
    header: "", purpose: "", last_post_at: 10, last_root_post_at: 10, creator_id: "", scheme_id: "", group_constrained: false,
    total_msg_count: 5, total_msg_count_root: 5,
    ...patch,
  };
}

export function aMember(patch: Partial<ChannelMember> = {}): ChannelMember {
  return {
    channel_id: "town", user_id: "me", roles: "channel_user", last_viewed_at: 10, msg_count: 5, msg_count_root: 5, mention_count: 0,
    mention_count_root: 0, urgent_mention_count: 0, notify_props: {}, last_update_at: 1, scheme_user: true, scheme_admin: false,
    ...patch,
  };
}

export function aState(): State {
  const withPeople = receiveUsers(receiveMe(emptyState, aUser({ id: "me", username: "me", first_name: "", last_name: "" })), [aUser()]);
  const withTeam = receiveTeamMembers(
    receiveTeams(withPeople, [
      {
        id: "orchard", create_at: 1, update_at: 1, delete_at: 0, display_name: "Orchard", name: "orchard", description: "", email: "", type: "O",
        company_name: "", allowed_domains: "", invite_id: "invite", allow_open_invite: true, scheme_id: "", group_constrained: false,
      },
    ]),
    [{ team_id: "orchard", user_id: "me", roles: "team_user", delete_at: 0, scheme_admin: false, scheme_guest: false, scheme_user: true }],
  );
  const withChannels = receiveChannels(withTeam, [
    aChannel(),
    aChannel({ id: "direct", team_id: "", type: "D", name: "anna__me", display_name: "" }),
  ]);
  const filled = receiveMyMembers(withChannels, [aMember(), aMember({ channel_id: "direct" })]);
  return { ...filled, teams: { ...filled.teams, currentId: "orchard" } };
}
