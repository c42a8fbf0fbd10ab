import { Archive, Globe, Lock, Pencil } from "lucide-react";
import type { DragEvent, MouseEvent, ReactNode } from "react";
import { PathLink } from "@/app/PathLink";
import { channelPath } from "@/app/paths";
import { pictureUrl } from "@/client/users";
import { t } from "@/i18n/t";
import { channelName, isMuted, otherOf, unreadOf } from "@/state/channels";
import { draftOf } from "@/state/drafts";
import type { Channel, State } from "@/state/model";
import { useAppShallow } from "@/state/store";
import { presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Badge } from "@/ui/Badge";
import { presenceName } from "@/features/users/presence";
import { classes } from "@/ui/classes";
import styles from "./Sidebar.module.css";

interface Props {
  channelId: string;
  teamName: string;
  /** Where a dragged channel would land: above or below this row. */
  drop?: "above" | "below" | undefined;
  onMenu: (event: MouseEvent) => void;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
}

/** One channel of the sidebar. */
export function ChannelRow({ channelId, teamName, drop, onMenu, onDragStart, onDragOver, onDrop }: Props) {
  const row = useAppShallow((state) => snapshot(state, channelId, teamName));
  return (
    <PathLink
      path={row.path}
      data-row={channelId}
      tabIndex={row.isCurrent ? 0 : -1}
      draggable
      aria-current={row.isCurrent ? "page" : undefined}
      className={classes(
        styles.row,
        row.isCurrent && styles.current,
        row.isUnread && styles.unread,
        row.muted && styles.muted,
        drop === "above" && styles.dropAbove,
        drop === "below" && styles.dropBelow,
      )}
      onContextMenu={onMenu}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDrop={onDrop}
    >
      <RowIcon {...row} />
      <span className={styles.name}>{row.name}</span>
      {row.type === "D" && <span className="visually-hidden">{presenceName(row.presence)}</span>}
      {row.hasDraft && <Pencil size={13} className={styles.hint} aria-label={t("sidebar.has_draft")} />}
      <Badge count={row.mentions} label={t("sidebar.mentions", { count: row.mentions })} />
      {row.isUnread && row.mentions === 0 && <span className="visually-hidden">{t("sidebar.unread")}</span>}
    </PathLink>
  );
}

interface IconProps {
  type: Channel["type"] | "archived";
  picture: string;
  name: string;
  people: number;
  presence: ReturnType<typeof presenceOf>;
}

function RowIcon({ type, picture, name, people, presence }: IconProps): ReactNode {
  if (type === "D") return <Avatar src={picture} name={name} size={20} presence={presence} />;
  if (type === "G") return <span className={styles.people}>{people}</span>;
  const Icon = type === "archived" ? Archive : type === "P" ? Lock : Globe;
  return <Icon size={15} className={styles.icon} aria-label={type === "P" ? t("channels.private") : undefined} />;
}

/** What the row shows, flat, so that it is drawn again only when something of it changed. */
function snapshot(state: State, channelId: string, teamName: string) {
  const channel = state.channels.byId[channelId];
  const member = state.channels.mine[channelId];
  if (channel === undefined) return EMPTY;
  const unread = unreadOf(state, channelId);
  const other = channel.type === "D" ? otherOf(channel, state.users.meId) : "";
  const user = state.users.byId[other];
  const draft = draftOf(state, channelId);
  const isCurrent = state.channels.currentId === channelId;
  const isSelf = other !== "" && other === state.users.meId;
  const name = channelName(state, channel);
  return {
    type: channel.delete_at > 0 ? ("archived" as const) : channel.type,
    name: isSelf ? t("sidebar.self", { name }) : name || t("common.someone"),
    path: channelPath(state, teamName, channel),
    picture: user ? pictureUrl(user) : "",
    presence: user?.is_bot ? "offline" as const : presenceOf(state, other),
    people: channel.type === "G" ? channel.display_name.split(", ").length - 1 : 0,
    mentions: unread.mentions,
    isUnread: unread.isUnread && !(isCurrent && unread.mentions === 0 && !(channelId in state.channels.heldUnread) && document.hasFocus()),
    muted: isMuted(member),
    hasDraft: !isCurrent && draft !== undefined && (draft.message !== "" || (draft.file_ids?.length ?? 0) > 0),
    isCurrent,
  };
}

const EMPTY = {
  type: "O" as const,
  name: "",
  path: "/",
  picture: "",
  presence: "offline" as const,
  people: 0,
  mentions: 0,
  isUnread: false,
  muted: false,
  hasDraft: false,
  isCurrent: false,
};

