import { Plus } from "lucide-react";
import { PathLink } from "@/app/PathLink";
import { rememberedPath } from "@/load/remembered";
import { teamIconUrl } from "@/client/teams";
import { t } from "@/i18n/t";
import { myTeams } from "@/state/teams";
import { useApp, useAppShallow } from "@/state/store";
import { teamUnread } from "@/state/unread";
import { Avatar } from "@/ui/Avatar";
import { Badge } from "@/ui/Badge";
import { Tooltip } from "@/ui/Tooltip";
import { classes } from "@/ui/classes";
import styles from "./TeamRail.module.css";

/** The user's teams side by side; drawn only when there is more than one. */
export function TeamRail() {
  const teams = useApp(myTeams);
  const currentId = useApp((state) => state.teams.currentId);
  return (
    <nav className={styles.rail} aria-label={t("teams.rail")}>
      <ul className={styles.teams}>
        {teams.map((team) => (
          <li key={team.id}>
            <TeamButton teamId={team.id} isCurrent={team.id === currentId} />
          </li>
        ))}
      </ul>
      <Tooltip text={t("teams.join_another")} side="right">
        <PathLink path="/select_team" className={styles.add} aria-label={t("teams.join_another")}>
          <Plus size={20} />
        </PathLink>
      </Tooltip>
    </nav>
  );
}

function TeamButton({ teamId, isCurrent }: { teamId: string; isCurrent: boolean }) {
  const team = useApp((state) => state.teams.byId[teamId]);
  const unread = useAppShallow((state) => teamUnread(state, teamId));
  if (team === undefined) return null;
  return (
    <Tooltip text={team.display_name} side="right">
      <PathLink
        path={rememberedPath(teamId) ?? `/${team.name}`}
        className={classes(styles.team, isCurrent && styles.current)}
        aria-current={isCurrent ? "true" : undefined}
      >
        <Avatar src={teamIconUrl(team)} name={team.display_name} size={36} square />
        <span className="visually-hidden">{label(team.display_name, unread)}</span>
        {unread.mentions > 0 ? (
          <span className={styles.badge}>
            <Badge count={unread.mentions} />
          </span>
        ) : (
          unread.isUnread && !isCurrent && <span className={styles.dot} />
        )}
      </PathLink>
    </Tooltip>
  );
}

function label(name: string, unread: { mentions: number; isUnread: boolean }): string {
  if (unread.mentions > 0) return `${name}, ${t("sidebar.mentions", { count: unread.mentions })}`;
  return unread.isUnread ? `${name}, ${t("sidebar.unread")}` : name;
}
