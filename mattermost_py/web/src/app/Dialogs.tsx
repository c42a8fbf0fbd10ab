import { type ComponentType, lazy, type LazyExoticComponent, Suspense } from "react";
import { withWords } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { closeDialog } from "@/state/ui";
import { Trouble } from "./Trouble";

export interface DialogProps {
  /** What the dialog is about: a channel, a category, a team, a person. */
  id: string;
  onClose: () => void;
}

type Screen = LazyExoticComponent<ComponentType<DialogProps>>;

/** A rare dialog, which brings its words along. */
const rare = (load: () => Promise<{ default: ComponentType<DialogProps> }>): Screen => lazy(() => withWords(load(), "more"));

/** Every dialog by name; each is loaded when it is first opened. */
const DIALOGS: Readonly<Record<string, Screen>> = {
  switcher: lazy(() => import("@/features/switcher/Switcher")),
  settings: lazy(() => withWords(import("@/features/settings/SettingsDialog"), "settings", "more")),
  shortcuts: rare(() => import("./ShortcutsDialog")),
  invite: rare(() => import("@/features/teams/InviteDialog")),
  "team-members": lazy(() => import("@/features/teams/TeamMembersDialog")),
  "team-settings": rare(() => import("@/features/teams/TeamSettingsDialog")),
  "leave-team": lazy(() => import("@/features/teams/LeaveTeamDialog")),
  "create-channel": rare(() => import("@/features/channels/CreateChannelDialog")),
  "browse-channels": lazy(() => import("@/features/channels/BrowseChannelsDialog")),
  "channel-settings": rare(() => import("@/features/channels/ChannelSettingsDialog")),
  "channel-notifications": rare(() => import("@/features/channels/ChannelNotificationsDialog")),
  "add-members": lazy(() => import("@/features/channels/AddMembersDialog")),
  "leave-channel": lazy(() => import("@/features/channels/LeaveChannelDialog")),
  "archive-channel": lazy(() => import("@/features/channels/ArchiveChannelDialog")),
  "convert-group": rare(() => import("@/features/channels/ConvertGroupDialog")),
  "archive-team": rare(() => import("@/features/teams/ArchiveTeamDialog")),
  "move-thread": rare(() => import("@/features/posts/MoveThreadDialog")),
  "custom-emoji": rare(() => import("@/features/emoji/CustomEmojiDialog")),
  program: rare(() => import("@/features/dialogs/ProgramDialog")),
  direct: lazy(() => import("@/features/channels/DirectDialog")),
  "new-category": lazy(() => import("@/features/sidebar/NewCategoryDialog")),
  "rename-category": lazy(() => import("@/features/sidebar/RenameCategoryDialog")),
  "delete-category": lazy(() => import("@/features/sidebar/DeleteCategoryDialog")),
  deletePost: lazy(() => import("@/features/posts").then((module) => ({ default: module.DeletePostDialog }))),
  "burn-post": lazy(() => import("@/features/posts/BurnPostDialog")),
  forward: lazy(() => import("@/features/posts/ForwardDialog")),
  remind: lazy(() => import("@/features/posts/RemindDialog")),
  group: lazy(() => import("@/features/users/GroupDialog")),
  "add-bookmark": lazy(() => import("@/features/channels/bookmarks/AddBookmarkDialog")),
  "edit-bookmark": lazy(() => import("@/features/channels/bookmarks/EditBookmarkDialog")),
  "edit-history": lazy(() => import("@/features/posts/EditHistoryDialog")),
  "custom-status": lazy(() => import("@/features/users/CustomStatusDialog")),
};

/** The dialog in front, if any. */
export function Dialogs() {
  const dialog = useApp((state) => state.ui.dialog);
  if (dialog === null) return null;
  const Open = DIALOGS[dialog.name];
  if (Open === undefined) return null;
  return (
    <Trouble key={`${dialog.name}:${dialog.id ?? ""}`}>
      <Suspense fallback={null}>
        <Open id={dialog.id ?? ""} onClose={() => change(closeDialog)} />
      </Suspense>
    </Trouble>
  );
}
