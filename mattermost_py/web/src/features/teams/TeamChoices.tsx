import type { Team } from "@mattermost/types/teams";
import { ChevronRight, Lock } from "lucide-react";
import { teamIconUrl } from "@/client/teams";
import { t } from "@/i18n/t";
import { Avatar } from "@/ui/Avatar";
import { LongList } from "@/ui/rows/LongList";
import styles from "./SelectTeamScreen.module.css";

const ROW_PX = 60;

interface Props {
  teams: readonly Team[];
  isBusy: boolean;
  onEnter: (team: Team) => void;
}

/** The teams to choose from. Loaded behind its screen: long lists belong to what comes after a team was chosen. */
export default function TeamChoices({ teams, isBusy, onEnter }: Props) {
  return (
    <LongList className={styles.list} style={{ height: `min(56vh, ${teams.length * ROW_PX}px)` }} rows={teams} role="list" aria-label={t("teams.select_title")}>
      {(team) => (
        <div role="listitem">
          <button type="button" className={styles.team} disabled={isBusy} onClick={() => onEnter(team)}>
            <Avatar src={teamIconUrl(team)} name={team.display_name} size={36} square />
            <span className={styles.name}>{team.display_name}</span>
            {!team.allow_open_invite && <Lock size={14} aria-label={t("teams.private")} />}
            <ChevronRight size={18} aria-hidden="true" />
          </button>
        </div>
      )}
    </LongList>
  );
}
