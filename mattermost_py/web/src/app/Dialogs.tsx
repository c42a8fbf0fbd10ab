import { withWords } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { closeDialog } from "@/state/ui";
import { whenResting } from "@/ui/ahead";
import { type Ahead, type LateView, type Load, late, Later } from "@/ui/late";
import { rehearse } from "@/ui/rehearsal";
import { Trouble } from "./Trouble";

export interface DialogProps {
  /** What the dialog is about: a channel, a category, a team, a person. */
  id: string;
  onClose: () => void;
}

type Screen = LateView<DialogProps>;

/** A rare dialog, which brings its words along. */
const rare = (load: Load<DialogProps>): Screen => late(() => withWords(load(), "more"));

const Switcher = late(() => import("@/features/switcher/Switcher"));

/** Loads the one dialog that must be there with the next key press, and rehearses it while nothing else is to do. */
export const switcherAhead: Ahead = (then, otherwise) => {
  Switcher.ahead(() => {
    whenResting(() => rehearse(<Switcher id="" onClose={() => undefined} />));
    then?.();
  }, otherwise);
};

/** Every dialog by name; each is loaded when it is first opened. */
const DIALOGS: Readonly<Record<string, Screen>> = {
  switcher: Switcher,
  settings: late(() => withWords(import("@/features/settings/SettingsDialog"), "settings", "more")),
  shortcuts: rare(() => import("./ShortcutsDialog")),
  formatting: rare(() => import("./FormattingDialog")),
  invite: rare(() => import("@/features/teams/InviteDialog")),
  "team-members": late(() => import("@/features/teams/TeamMembersDialog")),
  "team-settings": rare(() => import("@/features/teams/TeamSettingsDialog")),
  "leave-team": late(() => import("@/features/teams/LeaveTeamDialog")),
  "create-channel": rare(() => import("@/features/channels/CreateChannelDialog")),
  "browse-channels": rare(() => import("@/features/channels/BrowseChannelsDialog")),
  "channel-settings": rare(() => import("@/features/channels/ChannelSettingsDialog")),
  "channel-notifications": rare(() => import("@/features/channels/ChannelNotificationsDialog")),
  "add-members": late(() => import("@/features/channels/AddMembersDialog")),
  "leave-channel": late(() => import("@/features/channels/LeaveChannelDialog")),
  "archive-channel": late(() => import("@/features/channels/ArchiveChannelDialog")),
  "convert-group": rare(() => import("@/features/channels/ConvertGroupDialog")),
  "archive-team": rare(() => import("@/features/teams/ArchiveTeamDialog")),
  "move-thread": rare(() => import("@/features/posts/MoveThreadDialog")),
  "custom-emoji": rare(() => import("@/features/emoji/CustomEmojiDialog")),
  program: rare(() => import("@/features/dialogs/ProgramDialog")),
  direct: late(() => import("@/features/channels/DirectDialog")),
  "new-category": late(() => import("@/features/sidebar/NewCategoryDialog")),
  "rename-category": late(() => import("@/features/sidebar/RenameCategoryDialog")),
  "delete-category": late(() => import("@/features/sidebar/DeleteCategoryDialog")),
  deletePost: late(() => import("@/features/posts"), (module) => module.DeletePostDialog),
  "burn-post": late(() => import("@/features/posts/BurnPostDialog")),
  forward: late(() => import("@/features/posts/ForwardDialog")),
  remind: late(() => import("@/features/posts/RemindDialog")),
  group: late(() => import("@/features/users/GroupDialog")),
  "add-bookmark": late(() => import("@/features/channels/bookmarks/AddBookmarkDialog")),
  "edit-bookmark": late(() => import("@/features/channels/bookmarks/EditBookmarkDialog")),
  "edit-history": late(() => import("@/features/posts/EditHistoryDialog")),
  "custom-status": rare(() => import("@/features/users/CustomStatusDialog")),
};

/** The dialog in front, if any. */
export function Dialogs() {
  const dialog = useApp((state) => state.ui.dialog);
  if (dialog === null) return null;
  const Open = DIALOGS[dialog.name];
  if (Open === undefined) return null;
  return (
    <Trouble key={`${dialog.name}:${dialog.id ?? ""}`}>
      <Later>
        <Open id={dialog.id ?? ""} onClose={() => change(closeDialog)} />
      </Later>
    </Trouble>
  );
}
