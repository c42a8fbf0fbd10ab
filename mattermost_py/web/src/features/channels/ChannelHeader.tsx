import { Archive, BellOff, ChevronDown, Globe, Info, Lock, Pin, Star, Users } from "lucide-react";
import type { ReactNode } from "react";
import { PaneHeader } from "@/app/PaneHeader";
import { pictureUrl } from "@/client/users";
import { PostMarkdown } from "@/features/posts";
import { UserTags } from "@/features/users/UserTags";
import { t } from "@/i18n/t";
import { isFavorite } from "@/state/categories";
import { channelName, isMuted, otherOf } from "@/state/channels";
import type { Channel } from "@/state/model";
import { isEnabled } from "@/state/server";
import { change, useApp } from "@/state/store";
import { toggleAside } from "@/state/ui";
import { customStatusOf, presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Tag } from "@/ui/Badge";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { late } from "@/ui/late";
import { toggleFavorite, toggleMuted } from "./actions";
import styles from "./ChannelHeader.module.css";
import { useChannelStats } from "./useChannelStats";

const ChannelMenuRows = late(() => import("./ChannelMenuRows"), (rows) => rows.ChannelMenuRows);

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
  const hidesGuests = useApp((state) => isEnabled(state, "HideGuestTags"));
  if (channel === undefined) return null;
  const hasGuests = channel.type !== "D" && (stats?.guest_count ?? 0) > 0 && !hidesGuests;
  const star = t(favorite ? "channels.unfavorite" : "channels.favorite");
  const title = (
    <>
      <TitleMenu channel={channel} name={name} />
      <OtherTags channel={channel} />
      {hasGuests && <Tag>{t("channels.has_guests")}</Tag>}
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
      <ChannelMenuRows channel={channel} />
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
