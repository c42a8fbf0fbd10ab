import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { PathLink } from "@/app/PathLink";
import { rememberedPath } from "@/load/remembered";
import { teamIconUrl } from "@/client/teams";
import { t } from "@/i18n/t";
import { myTeams } from "@/state/teams";
import { useApp, useAppShallow } from "@/state/store";
import { teamUnread } from "@/state/unread";
import { Avatar } from "@/ui/Avatar";
import { Badge } from "@/ui/Badge";
import { LongList, type LongListHandle } from "@/ui/rows/LongList";
import { Tooltip } from "@/ui/Tooltip";
import { classes } from "@/ui/classes";
import styles from "./TeamRail.module.css";

const ROW_PX = 52;

/** The user's teams side by side; drawn only when there is more than one. */
export function TeamRail() {
  const teams = useApp(myTeams);
  const currentId = useApp((state) => state.teams.currentId);
  const list = useRef<LongListHandle>(null);
  const index = teams.findIndex(({ id }) => id === currentId);
  useEffect(() => list.current?.show({ index, align: "nearest" }), [index]);
  return (
    <nav className={styles.rail} aria-label={t("teams.rail")}>
      <LongList ref={list} className={styles.teams} style={{ height: teams.length * ROW_PX }} rows={teams} role="list">
        {({ id }) => (
          <div role="listitem" className={styles.row}>
            <TeamButton teamId={id} isCurrent={id === currentId} />
          </div>
        )}
      </LongList>
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
