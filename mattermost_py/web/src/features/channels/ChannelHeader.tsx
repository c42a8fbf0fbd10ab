import { Archive, BellOff, Bell, Bookmark, ChevronDown, ExternalLink, Globe, Info, Link2, Lock, LogOut, Pin, Settings, Star, StarOff, UserPlus, Users, X } from "lucide-react";
import type { ReactNode } from "react";
import { absolute } from "@/app/paths";
import { PaneHeader } from "@/app/PaneHeader";
import { popOutChannel } from "@/app/popouts";
import { pictureUrl } from "@/client/users";
import { PostMarkdown } from "@/features/posts";
import { UserTags } from "@/features/users/UserTags";
import { t } from "@/i18n/t";
import { isFavorite } from "@/state/categories";
import { DEFAULT_CHANNEL, channelName, isMuted, otherOf } from "@/state/channels";
import type { Channel } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { openDialog, toggleAside } from "@/state/ui";
import { customStatusOf, presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Tag } from "@/ui/Badge";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { canLeave, closeDirect, copyLink, restore, toggleFavorite, toggleMuted } from "./actions";
import { mayBookmark } from "./bookmarks/bookmarkActions";
import styles from "./ChannelHeader.module.css";
import { useChannelStats } from "./useChannelStats";

interface Props {
  channelId: string;
  onBack?: () => void;
}

/** The head of the middle: what this channel is, who is in it, what one can do with it. */
export function ChannelHeader({ channelId, onBack }: Props) {
  const channel = useApp((state) => state.channels.byId[channelId]);
  const name = useApp((state) => (channel ? channelName(state, channel) : ""));
  const favorite = useApp((state) => isFavorite(state, state.teams.currentId, channelId));
  const muted = useApp((state) => isMuted(state.channels.mine[channelId]));
  const aside = useApp((state) => state.ui.aside.kind);
  const stats = useChannelStats(channelId);
  if (channel === undefined) return null;
  const star = t(favorite ? "channels.unfavorite" : "channels.favorite");
  const title = (
    <>
      <TitleMenu channel={channel} name={name} />
      <OtherTags channel={channel} />
      {channel.delete_at > 0 && <Tag>{t("channels.archived")}</Tag>}
      {muted && <IconButton size="s" label={t("channels.unmute")} icon={<BellOff size={15} />} onClick={() => toggleMuted(channelId)} />}
      <span className={styles.star}>
        <IconButton size="s" label={star} icon={<Star size={15} fill={favorite ? "currentColor" : "none"} />} onClick={() => toggleFavorite(channelId)} />
      </span>
      <Topic channel={channel} />
    </>
  );
  return (
    <PaneHeader title={title} onBack={onBack}>
      {channel.type !== "D" && (
        <HeaderButton label={t("channels.members")} icon={<Users size={17} />} count={stats?.member_count} active={aside === "members"} onClick={() => change(toggleAside, { kind: "members", channelId })} />
      )}
      {(stats?.pinnedpost_count ?? 0) > 0 && (
        <HeaderButton label={t("channels.pinned")} icon={<Pin size={16} />} count={stats?.pinnedpost_count} active={aside === "pinned"} onClick={() => change(toggleAside, { kind: "pinned", channelId })} />
      )}
      <IconButton label={t("channels.info")} icon={<Info size={18} />} active={aside === "info"} onClick={() => change(toggleAside, { kind: "info", channelId })} />
    </PaneHeader>
  );
}

interface HeaderButtonProps {
  label: string;
  icon: ReactNode;
  count: number | undefined;
  active: boolean;
  onClick: () => void;
}

function HeaderButton({ label, icon, count, active, onClick }: HeaderButtonProps) {
  const words = count === undefined ? label : `${label}: ${count}`;
  return (
    <IconButton
      label={words}
      className={styles.counted}
      active={active}
      onClick={onClick}
      icon={
        <>
          {icon}
          {count !== undefined && <span>{count}</span>}
        </>
      }
    />
  );
}

/** Header text in one line, or for a direct conversation the other's status. */
function Topic({ channel }: { channel: Channel }) {
  const status = useApp((state) =>
    channel.type === "D" ? customStatusOf(state.users.byId[otherOf(channel, state.users.meId)], Date.now())?.text : undefined,
  );
  const text = channel.header.split("\n")[0] || status || "";
  if (text === "") return null;
  return (
    <span className={styles.topic}>
      <PostMarkdown text={text} isInline />
    </span>
  );
}

function TitleMenu({ channel, name }: { channel: Channel; name: string }) {
  const button = (
    <button type="button" className={styles.title}>
      <TitleIcon channel={channel} />
      <h1>{name}</h1>
      <ChevronDown size={15} aria-hidden="true" />
    </button>
  );
  return (
    <Menu label={t("channels.menu")} button={button}>
      <ChannelMenuItems channel={channel} />
    </Menu>
  );
}

/** What kind of account the other one of a direct conversation has. */
function OtherTags({ channel }: { channel: Channel }) {
  const user = useApp((state) => (channel.type === "D" ? state.users.byId[otherOf(channel, state.users.meId)] : undefined));
  return user ? <UserTags user={user} /> : null;
}

function TitleIcon({ channel }: { channel: Channel }) {
  const user = useApp((state) => (channel.type === "D" ? state.users.byId[otherOf(channel, state.users.meId)] : undefined));
  const presence = useApp((state) => (user && !user.is_bot ? presenceOf(state, user.id) : undefined));
  if (user) return <Avatar src={pictureUrl(user)} name={user.username} size={24} presence={presence} />;
  if (channel.delete_at > 0) return <Archive size={16} aria-hidden="true" />;
  if (channel.type === "G" || channel.type === "D") return <Users size={16} aria-hidden="true" />;
  return channel.type === "P" ? <Lock size={16} aria-label={t("channels.private")} /> : <Globe size={16} aria-hidden="true" />;
}

/** Everything one can do with a channel, as menu rows. */
function ChannelMenuItems({ channel }: { channel: Channel }) {
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
