import {
  ArrowDown, ArrowDownAZ, ArrowUp, Bell, BellOff, CheckCheck, Clock, FolderPlus, FolderInput, GripVertical, Link2, LogOut, Pencil, Star, StarOff, Trash2, UserPlus, X,
} from "lucide-react";
import { absolute } from "@/app/paths";
import { t } from "@/i18n/t";
import { canLeave, closeDirect, copyLink, markRead, moveChannels, toggleFavorite, toggleMuted } from "@/features/channels/actions";
import { isFavorite, type SidebarRow } from "@/state/categories";
import { isMuted, unreadOf } from "@/state/channels";
import type { Category, Channel, State } from "@/state/model";
import { change, useApp, useAppShallow } from "@/state/store";
import { openDialog } from "@/state/ui";
import { ContextMenu, MenuChoice, MenuItem, MenuSeparator, SubMenu } from "@/ui/Menu";
import { canShift, neighbourOf, setSorting, shiftCategory, shiftChannel, toggleCategoryMuted } from "./actions";
import { categoryName } from "./CategoryRow";

export interface MenuAt {
  row: SidebarRow;
  x: number;
  y: number;
}

interface Props {
  at: MenuAt;
  onClose: () => void;
}

/** The menu of whatever row was right-clicked. */
export function SidebarMenus({ at, onClose }: Props) {
  const channel = useApp((state) => (at.row.kind === "channel" ? state.channels.byId[at.row.id] : undefined));
  const category = useApp((state) => (at.row.kind === "category" ? state.categories.byId[at.row.id] : undefined));
  if (channel) return <ChannelMenu channel={channel} at={at} onClose={onClose} />;
  if (category) return <CategoryMenu category={category} at={at} onClose={onClose} />;
  return null;
}

function ChannelMenu({ channel, at, onClose }: Props & { channel: Channel }) {
  const muted = useApp((state) => isMuted(state.channels.mine[channel.id]));
  const favorite = useApp((state) => isFavorite(state, state.teams.currentId, channel.id));
  const unread = useApp((state) => unreadOf(state, channel.id).isUnread);
  const isDirect = channel.team_id === "";
  return (
    <ContextMenu at={at} label={t("channels.menu")} onClose={onClose}>
      {unread && (
        <MenuItem icon={<CheckCheck size={16} />} onSelect={() => void markRead([channel.id])}>
          {t("channels.mark_read")}
        </MenuItem>
      )}
      <MenuItem icon={favorite ? <StarOff size={16} /> : <Star size={16} />} onSelect={() => toggleFavorite(channel.id)}>
        {t(favorite ? "channels.unfavorite" : "channels.favorite")}
      </MenuItem>
      <MenuItem icon={muted ? <Bell size={16} /> : <BellOff size={16} />} onSelect={() => toggleMuted(channel.id)}>
        {t(muted ? "channels.unmute" : "channels.mute")}
      </MenuItem>
      <MoveTo channel={channel} />
      <MenuSeparator />
      {!isDirect && (
        <>
          <MenuItem icon={<Link2 size={16} />} onSelect={() => copyLink(channel, absolute)}>
            {t("channels.copy_link")}
          </MenuItem>
          <MenuItem icon={<UserPlus size={16} />} onSelect={() => change(openDialog, "add-members", channel.id)}>
            {t("channels.add_members")}
          </MenuItem>
        </>
      )}
      {canLeave(channel) && (
        <>
          <MenuSeparator />
          <MenuItem icon={<LogOut size={16} />} danger onSelect={() => change(openDialog, "leave-channel", channel.id)}>
            {t("channels.leave")}
          </MenuItem>
        </>
      )}
      {isDirect && (
        <MenuItem icon={<X size={16} />} onSelect={() => closeDirect(channel)}>
          {t("sidebar.close_direct")}
        </MenuItem>
      )}
    </ContextMenu>
  );
}

function MoveTo({ channel }: { channel: Channel }) {
  const targets = useAppShallow((state: State) =>
    (state.categories.order[state.teams.currentId] ?? [])
      .flatMap((id) => state.categories.byId[id] ?? [])
      .filter((category) => fits(category, channel)),
  );
  const mayUp = useApp((state) => canShift(state, channel.id, -1));
  const mayDown = useApp((state) => canShift(state, channel.id, 1));
  return (
    <SubMenu text={t("sidebar.move_to")} icon={<FolderInput size={16} />}>
      {mayUp && (
        <MenuItem icon={<ArrowUp size={16} />} onSelect={() => shiftChannel(channel.id, -1)}>
          {t("sidebar.move_up")}
        </MenuItem>
      )}
      {mayDown && (
        <MenuItem icon={<ArrowDown size={16} />} onSelect={() => shiftChannel(channel.id, 1)}>
          {t("sidebar.move_down")}
        </MenuItem>
      )}
      {(mayUp || mayDown) && <MenuSeparator />}
      {targets.map((category) => (
        <MenuItem
          key={category.id}
          checked={category.channel_ids.includes(channel.id)}
          onSelect={() => void moveChannels([channel.id], category.id)}
        >
          {categoryName(category)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<FolderPlus size={16} />} onSelect={() => change(openDialog, "new-category", channel.id)}>
        {t("sidebar.new_category")}
      </MenuItem>
    </SubMenu>
  );
}

function fits(category: Category, channel: Channel): boolean {
  if (category.type === "direct_messages") return channel.team_id === "";
  return category.type !== "channels" || channel.team_id !== "";
}

function CategoryMenu({ category, at, onClose }: Props & { category: Category }) {
  const isCustom = category.type === "custom";
  const mayUp = useApp((state) => neighbourOf(state, category, -1) !== undefined);
  const mayDown = useApp((state) => neighbourOf(state, category, 1) !== undefined);
  return (
    <ContextMenu at={at} label={categoryName(category)} onClose={onClose}>
      <MenuItem icon={<CheckCheck size={16} />} onSelect={() => void markRead(category.channel_ids)}>
        {t("sidebar.mark_category_read")}
      </MenuItem>
      <MenuItem icon={category.muted ? <Bell size={16} /> : <BellOff size={16} />} onSelect={() => toggleCategoryMuted(category)}>
        {t(category.muted ? "sidebar.unmute_category" : "sidebar.mute_category")}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={t("sidebar.sort")}
        value={category.sorting === "" ? "alpha" : category.sorting}
        options={[
          { value: "alpha", text: t("sidebar.sort_alpha"), icon: <ArrowDownAZ size={16} /> },
          { value: "recent", text: t("sidebar.sort_recent"), icon: <Clock size={16} /> },
          { value: "manual", text: t("sidebar.sort_manual"), icon: <GripVertical size={16} /> },
        ]}
        onChange={(sorting) => setSorting(category, sorting)}
      />
      <MenuSeparator />
      {mayUp && (
        <MenuItem icon={<ArrowUp size={16} />} onSelect={() => void shiftCategory(category, -1)}>
          {t("sidebar.move_up")}
        </MenuItem>
      )}
      {mayDown && (
        <MenuItem icon={<ArrowDown size={16} />} onSelect={() => void shiftCategory(category, 1)}>
          {t("sidebar.move_down")}
        </MenuItem>
      )}
      {(mayUp || mayDown) && <MenuSeparator />}
      {isCustom && (
        <>
          <MenuItem icon={<Pencil size={16} />} onSelect={() => change(openDialog, "rename-category", category.id)}>
            {t("sidebar.rename_category")}
          </MenuItem>
          <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => change(openDialog, "delete-category", category.id)}>
            {t("sidebar.delete_category")}
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<FolderPlus size={16} />} onSelect={() => change(openDialog, "new-category")}>
        {t("sidebar.new_category")}
      </MenuItem>
    </ContextMenu>
  );
}
