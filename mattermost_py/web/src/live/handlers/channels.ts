/** Events about channels and who is in them. */
import { channel as fetchChannel } from "@/client/channels";
import { needCategories, needChannel } from "@/load/channels";
import { needLevels } from "@/load/levels";
import { needRoles } from "@/load/roles";
import { needUsers } from "@/load/users";
import {
  channelsViewed, leaveChannel, receiveChannels, receiveMyMembers, setChannelDeleted, userJoinedChannel, userLeftChannel,
} from "@/state/channels";
import { receiveBookmark, receiveBookmarks, removeBookmark } from "@/state/bookmarks";
import { change, getState } from "@/state/store";
import type { Handlers } from "../dispatch";

export const channelHandlers = {
  channel_created({ channel_id }) {
    needChannel(channel_id);
  },
  channel_updated({ channel, channel_id }) {
    if (channel) change(receiveChannels, [channel]);
    else if (channel_id !== undefined) refresh(channel_id);
  },
  channel_converted({ channel_id }) {
    refresh(channel_id);
  },
  channel_level_changed() {
    needLevels();
  },
  channel_deleted({ channel_id, delete_at }) {
    change(setChannelDeleted, channel_id, delete_at);
  },
  channel_restored({ channel_id }) {
    change(setChannelDeleted, channel_id, 0);
    if (channel_id in getState().channels.mine) needChannel(channel_id);
  },
  channel_member_updated({ channelMember }) {
    change(receiveMyMembers, [channelMember]);
    needRoles();
  },
  direct_added({ creator_id, teammate_id }, { channel_id }) {
    needUsers([creator_id, teammate_id]);
    needChannel(channel_id);
  },
  group_added({ teammate_ids }, { channel_id }) {
    needUsers(teammate_ids);
    needChannel(channel_id);
  },
  user_added({ user_id, team_id }, { channel_id }) {
    if (user_id === getState().users.meId) {
      needChannel(channel_id);
      needCategories(team_id);
      needLevels();
      return;
    }
    needUsers([user_id]);
    change(userJoinedChannel, channel_id);
  },
  user_removed({ user_id, channel_id }, broadcast) {
    // Two copies with different keys: one for the channel, one for the person removed.
    if (user_id !== undefined) change(userLeftChannel, broadcast.channel_id, user_id);
    else if (channel_id !== undefined) change(leaveChannel, channel_id);
  },
  channel_bookmark_created({ bookmark }) {
    change(receiveBookmark, bookmark);
  },
  channel_bookmark_updated({ bookmarks: { updated, deleted } }) {
    change((state) => receiveBookmark(deleted ? removeBookmark(state, deleted) : state, updated));
  },
  channel_bookmark_deleted({ bookmark }) {
    change(removeBookmark, bookmark);
  },
  channel_bookmark_sorted({ bookmarks }, { channel_id }) {
    change(receiveBookmarks, channel_id, bookmarks);
  },
  multiple_channels_viewed({ channel_times }) {
    change(channelsViewed, channel_times);
  },
} satisfies Handlers;

function refresh(channelId: string): void {
  if (!(channelId in getState().channels.byId)) return;
  void fetchChannel(channelId).then(
    (channel) => change(receiveChannels, [channel]),
    () => undefined,
  );
}
