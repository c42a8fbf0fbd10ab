import { Bell, BellOff, FileText, Link2, Pin, Settings, Star, UserPlus, Users } from "lucide-react";
import type { ReactNode } from "react";
import { absolute } from "@/app/paths";
import { PostMarkdown } from "@/features/posts";
import { t, currentLocale } from "@/i18n/t";
import { isFavorite } from "@/state/categories";
import { isMuted, otherOf } from "@/state/channels";
import type { Aside, Channel } from "@/state/model";
import { change, useApp } from "@/state/store";
import { openAside, openDialog } from "@/state/ui";
import { ProfileCard } from "@/features/users/ProfileCard";
import { copyLink, toggleFavorite, toggleMuted } from "./actions";
import styles from "./ChannelInfo.module.css";
import { useChannelStats } from "./useChannelStats";

/** What the channel is for, and short ways to everything around it. */
export function ChannelInfo({ channelId }: { channelId: string }) {
  const channel = useApp((state) => state.channels.byId[channelId]);
  const stats = useChannelStats(channelId);
  const otherId = useApp((state) => (channel?.type === "D" ? otherOf(channel, state.users.meId) : ""));
  if (channel === undefined) return null;
  const open = (aside: Aside) => () => change(openAside, aside);
  return (
    <div className={styles.info}>
      <QuickActions channel={channel} />
      {otherId !== "" && <ProfileCard userId={otherId} />}
      {channel.team_id !== "" && <Text label={t("channels.purpose")} text={channel.purpose} empty={t("channels.purpose_empty")} />}
      <Text label={t("channels.header")} text={channel.header} empty={t("channels.header_empty")} />
      <ul className={styles.links}>
        {channel.type !== "D" && (
          <Row icon={<Users size={17} />} text={t("channels.members")} count={stats?.member_count} onOpen={open({ kind: "members", channelId })} />
        )}
        <Row icon={<Pin size={17} />} text={t("channels.pinned")} count={stats?.pinnedpost_count} onOpen={open({ kind: "pinned", channelId })} />
        <Row
          icon={<FileText size={17} />}
          text={t("channels.files")}
          count={stats && stats.files_count >= 0 ? stats.files_count : undefined}
          onOpen={open({ kind: "files", channelId })}
        />
        <Row icon={<Bell size={17} />} text={t("channels.notifications")} onOpen={() => change(openDialog, "channel-notifications", channelId)} />
        <Row icon={<Settings size={17} />} text={t(channel.team_id === "" ? "channels.edit_header" : "channels.settings")} onOpen={() => change(openDialog, "channel-settings", channelId)} />
      </ul>
      <p className={styles.made}>
        {t("channels.made_on", { date: new Intl.DateTimeFormat(currentLocale(), { dateStyle: "long" }).format(channel.create_at) })}
      </p>
    </div>
  );
}

function QuickActions({ channel }: { channel: Channel }) {
  const favorite = useApp((state) => isFavorite(state, state.teams.currentId, channel.id));
  const muted = useApp((state) => isMuted(state.channels.mine[channel.id]));
  return (
    <div className={styles.quick}>
      <Quick icon={<Star size={18} fill={favorite ? "currentColor" : "none"} />} text={t(favorite ? "channels.favorited" : "channels.favorite_short")} on={favorite} onClick={() => toggleFavorite(channel.id)} />
      <Quick icon={muted ? <BellOff size={18} /> : <Bell size={18} />} text={t(muted ? "channels.muted" : "channels.mute_short")} on={muted} onClick={() => toggleMuted(channel.id)} />
      {channel.team_id !== "" && (
        <>
          <Quick icon={<UserPlus size={18} />} text={t("channels.add")} onClick={() => change(openDialog, "add-members", channel.id)} />
          <Quick icon={<Link2 size={18} />} text={t("channels.copy_link_short")} onClick={() => copyLink(channel, absolute)} />
        </>
      )}
    </div>
  );
}

function Quick({ icon, text, on, onClick }: { icon: ReactNode; text: string; on?: boolean; onClick: () => void }) {
  return (
    <button type="button" className={styles.action} aria-pressed={on} onClick={onClick}>
      {icon}
      <span>{text}</span>
    </button>
  );
}

function Text({ label, text, empty }: { label: string; text: string; empty: string }) {
  return (
    <section className={styles.text}>
      <h3>{label}</h3>
      {text === "" ? <p className={styles.empty}>{empty}</p> : <PostMarkdown text={text} />}
    </section>
  );
}

function Row({ icon, text, count, onOpen }: { icon: ReactNode; text: string; count?: number | undefined; onOpen: () => void }) {
  return (
    <li>
      <button type="button" className={styles.link} onClick={onOpen}>
        {icon}
        <span>{text}</span>
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </button>
    </li>
  );
}
