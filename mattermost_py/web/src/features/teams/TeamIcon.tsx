import type { Team } from "@mattermost/types/teams";
import { useRef } from "react";
import { removeTeamIcon, team as fetchTeam, teamIconUrl, uploadTeamIcon } from "@/client/teams";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { receiveTeams } from "@/state/teams";
import { change } from "@/state/store";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { FilePicker } from "@/ui/FilePicker";
import styles from "./InviteDialog.module.css";

/** A team's picture: choosing another one and removing it count at once. */
export function TeamIcon({ team }: { team: Team }) {
  const picker = useRef<HTMLInputElement>(null);
  const address = teamIconUrl(team);
  const apply = (work: () => Promise<unknown>) =>
    void tried(async () => {
      await work();
      change(receiveTeams, [await fetchTeam(team.id)]);
    });
  return (
    <div className={styles.icon}>
      {address === "" ? <span className={styles.letters} aria-hidden="true">{team.display_name.slice(0, 2)}</span> : <Avatar src={address} name={team.display_name} size={44} />}
      <Button onClick={() => picker.current?.click()}>{t("teams.icon_choose")}</Button>
      {address !== "" && (
        <Button tone="quiet" onClick={() => apply(() => removeTeamIcon(team.id))}>
          {t("teams.icon_remove")}
        </Button>
      )}
      <FilePicker ref={picker} accept="image/png,image/jpeg,image/gif,image/bmp" onPick={([file]) => file && apply(() => uploadTeamIcon(team.id, file))} />
    </div>
  );
}
