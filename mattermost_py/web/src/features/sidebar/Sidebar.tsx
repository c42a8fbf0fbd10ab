import { Compass, FileEdit, FolderPlus, Hash, Inbox, ListFilter, MessagesSquare, PenLine, Plus, UserPlus } from "lucide-react";
import { useRoute } from "wouter";
import { PathLink } from "@/app/PathLink";
import { t } from "@/i18n/t";
import { TeamMenu } from "@/features/teams/TeamMenu";
import { draftsIn } from "@/state/drafts";
import { isCollapsedThreads } from "@/state/preferences";
import { can } from "@/state/roles";
import { schedulesInTeam } from "@/state/schedules";
import { change, useApp, useAppShallow } from "@/state/store";
import { threadCounts } from "@/state/threads";
import { openDialog, toggleUnreadFilter } from "@/state/ui";
import { unreadPlaceCount } from "@/state/unread";
import { Badge } from "@/ui/Badge";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { Skeleton } from "@/ui/Skeleton";
import { classes } from "@/ui/classes";
import { SidebarList } from "./SidebarList";
import styles from "./Sidebar.module.css";

interface Props {
  teamId: string;
  teamName: string;
}

/** The left column: the team, threads, drafts, and all channels. */
export function Sidebar({ teamId, teamName }: Props) {
  const loaded = useApp((state) => teamId in state.channels.loadedTeams);
  const filtered = useApp((state) => teamId in state.ui.unreadFilter);
  return (
    <nav className={styles.sidebar} data-region="sidebar" aria-label={t("sidebar.label")}>
      <header className={styles.head}>
        <TeamMenu teamId={teamId} />
        <IconButton
          label={t(filtered ? "sidebar.show_all" : "sidebar.show_unread")}
          icon={<ListFilter size={17} />}
          active={filtered}
          onClick={() => change(toggleUnreadFilter, teamId)}
        />
        <AddMenu teamId={teamId} />
      </header>
      <div className={styles.fixed}>
        <UnreadsLink teamName={teamName} />
        <ThreadsLink teamId={teamId} teamName={teamName} />
        <DraftsLink teamId={teamId} teamName={teamName} />
      </div>
      {loaded ? <SidebarList teamId={teamId} teamName={teamName} /> : <Skeleton rows={8} />}
    </nav>
  );
}

/** The way to everything unread in one list. */
function UnreadsLink({ teamName }: { teamName: string }) {
  const count = useApp(unreadPlaceCount);
  const [isHere] = useRoute("/:team/unreads");
  return (
    <PathLink
      path={`/${teamName}/unreads`}
      aria-current={isHere ? "page" : undefined}
      className={classes(styles.row, isHere && styles.current, count > 0 && styles.unread)}
    >
      <Inbox size={16} className={styles.icon} aria-hidden="true" />
      <span className={styles.name}>{t("sidebar.inbox")}</span>
      <Badge count={count} tone="quiet" />
    </PathLink>
  );
}

function ThreadsLink({ teamId, teamName }: Props) {
  const isOn = useApp(isCollapsedThreads);
  const counts = useAppShallow((state) => threadCounts(state, teamId));
  const [isHere] = useRoute("/:team/threads/:thread?");
  if (!isOn) return null;
  const isUnread = counts.total_unread_threads > 0;
  return (
    <PathLink
      path={`/${teamName}/threads`}
      aria-current={isHere ? "page" : undefined}
      className={classes(styles.row, isHere && styles.current, isUnread && styles.unread)}
    >
      <MessagesSquare size={16} className={styles.icon} aria-hidden="true" />
      <span className={styles.name}>{t("sidebar.threads")}</span>
      <Badge count={counts.total_unread_mentions} label={t("sidebar.mentions", { count: counts.total_unread_mentions })} />
    </PathLink>
  );
}

function DraftsLink({ teamId, teamName }: Props) {
  const count = useApp((state) => draftsIn(state, teamId).length + schedulesInTeam(state, teamId).length);
  const [isHere] = useRoute("/:team/drafts");
  if (count === 0 && !isHere) return null;
  return (
    <PathLink
      path={`/${teamName}/drafts`}
      aria-current={isHere ? "page" : undefined}
      className={classes(styles.row, isHere && styles.current)}
    >
      <FileEdit size={16} className={styles.icon} aria-hidden="true" />
      <span className={styles.name}>{t("sidebar.drafts")}</span>
      <Badge count={count} tone="quiet" />
    </PathLink>
  );
}

function AddMenu({ teamId }: { teamId: string }) {
  const mayCreate = useApp(
    (state) => can(state, "create_public_channel", { teamId }) || can(state, "create_private_channel", { teamId }),
  );
  const mayInvite = useApp((state) => can(state, "add_user_to_team", { teamId }) || can(state, "invite_user", { teamId }));
  const mayBrowse = useApp((state) => can(state, "list_team_channels", { teamId }));
  return (
    <Menu label={t("sidebar.add")} placement="bottom-end" button={<IconButton label={t("sidebar.add")} icon={<Plus size={18} />} />}>
      {mayBrowse && <MenuItem icon={<Compass size={16} />} onSelect={() => change(openDialog, "browse-channels")}>{t("channels.browse")}</MenuItem>}
      {mayCreate && <MenuItem icon={<Hash size={16} />} onSelect={() => change(openDialog, "create-channel")}>{t("channels.create")}</MenuItem>}
      <MenuItem icon={<PenLine size={16} />} onSelect={() => change(openDialog, "direct")}>{t("sidebar.new_direct")}</MenuItem>
      <MenuSeparator />
      <MenuItem icon={<FolderPlus size={16} />} onSelect={() => change(openDialog, "new-category")}>{t("sidebar.new_category")}</MenuItem>
      {mayInvite && <MenuItem icon={<UserPlus size={16} />} onSelect={() => change(openDialog, "invite", teamId)}>{t("teams.invite")}</MenuItem>}
    </Menu>
  );
}
