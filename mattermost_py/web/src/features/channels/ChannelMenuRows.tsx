import { Archive, Bell, BellOff, Bookmark, ExternalLink, Info, Link2, Lock, LogOut, Settings, Star, StarOff, UserPlus, X } from "lucide-react";
import { absolute } from "@/app/paths";
import { popOutChannel } from "@/app/popouts";
import { t } from "@/i18n/t";
import { isFavorite } from "@/state/categories";
import { DEFAULT_CHANNEL, isMuted } from "@/state/channels";
import type { Channel } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { openDialog, toggleAside } from "@/state/ui";
import { MenuItem, MenuSeparator } from "@/ui/Menu";
import { canLeave, closeDirect, copyLink, restore, toggleFavorite, toggleMuted } from "./actions";
import { mayBookmark } from "./bookmarks/bookmarkActions";

/** Everything one can do with a channel, as menu rows. */
export function ChannelMenuRows({ channel }: { channel: Channel }) {
  const channelId = channel.id;
  const favorite = useApp((state) => isFavorite(state, state.teams.currentId, channelId));
  const muted = useApp((state) => isMuted(state.channels.mine[channelId]));
  const isPrivate = channel.type === "P";
  const where = { channelId };
  const mayAdd = useApp((state) => can(state, isPrivate ? "manage_private_channel_members" : "manage_public_channel_members", where));
  const mayArchive = useApp((state) => can(state, isPrivate ? "delete_private_channel" : "delete_public_channel", where));
  const mayRestore = useApp((state) => can(state, "manage_team", { teamId: channel.team_id }));
  const mayBookmarkHere = useApp((state) => mayBookmark(state, channelId, "add"));
  const isTeamChannel = channel.team_id !== "";
  const isArchived = channel.delete_at > 0;
  return (
    <>
      <MenuItem icon={<Info size={16} />} onSelect={() => change(toggleAside, { kind: "info", channelId })}>
        {t("channels.info")}
      </MenuItem>
      <MenuItem icon={favorite ? <StarOff size={16} /> : <Star size={16} />} onSelect={() => toggleFavorite(channelId)}>
        {t(favorite ? "channels.unfavorite" : "channels.favorite")}
      </MenuItem>
      <MenuItem icon={muted ? <Bell size={16} /> : <BellOff size={16} />} onSelect={() => toggleMuted(channelId)}>
        {t(muted ? "channels.unmute" : "channels.mute")}
      </MenuItem>
      <MenuItem icon={<Bell size={16} />} onSelect={() => change(openDialog, "channel-notifications", channelId)}>
        {t("channels.notifications")}
      </MenuItem>
      <MenuItem icon={<ExternalLink size={16} />} onSelect={() => popOutChannel(channelId)}>
        {t("aside.pop_out")}
      </MenuItem>
      <MenuSeparator />
      {isTeamChannel && (
        <MenuItem icon={<Link2 size={16} />} onSelect={() => copyLink(channel, absolute)}>
          {t("channels.copy_link")}
        </MenuItem>
      )}
      {mayBookmarkHere && (
        <MenuItem icon={<Bookmark size={16} />} onSelect={() => change(openDialog, "add-bookmark", channelId)}>
          {t("channels.bookmark_add")}
        </MenuItem>
      )}
      {isTeamChannel && mayAdd && !isArchived && (
        <MenuItem icon={<UserPlus size={16} />} onSelect={() => change(openDialog, "add-members", channelId)}>
          {t("channels.add_members")}
        </MenuItem>
      )}
      {!isArchived && (
        <MenuItem icon={<Settings size={16} />} onSelect={() => change(openDialog, "channel-settings", channelId)}>
          {t(isTeamChannel ? "channels.settings" : "channels.edit_header")}
        </MenuItem>
      )}
      {channel.type === "G" && (
        <MenuItem icon={<Lock size={16} />} onSelect={() => change(openDialog, "convert-group", channelId)}>
          {t("channels.convert_group")}
        </MenuItem>
      )}
      {isTeamChannel && (isArchived ? mayRestore : mayArchive) && channel.name !== DEFAULT_CHANNEL && (
        <>
          <MenuSeparator />
          {isArchived ? (
            <MenuItem icon={<Archive size={16} />} onSelect={() => void restore(channel)}>
              {t("channels.restore")}
            </MenuItem>
          ) : (
            <MenuItem icon={<Archive size={16} />} danger onSelect={() => change(openDialog, "archive-channel", channelId)}>
              {t("channels.archive")}
            </MenuItem>
          )}
        </>
      )}
      {canLeave(channel) && !isArchived && (
        <MenuItem icon={<LogOut size={16} />} danger onSelect={() => change(openDialog, "leave-channel", channelId)}>
          {t("channels.leave")}
        </MenuItem>
      )}
      {!isTeamChannel && (
        <MenuItem icon={<X size={16} />} onSelect={() => closeDirect(channel)}>
          {t("sidebar.close_direct")}
        </MenuItem>
      )}
    </>
  );
}
