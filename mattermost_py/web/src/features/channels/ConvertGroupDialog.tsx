import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { goToChannel } from "@/app/paths";
import { convertGroup } from "@/client/channels";
import { slug } from "@/features/teams/slug";
import { t } from "@/i18n/t";
import { loadChannel, needCategories } from "@/load/channels";
import { receiveChannels } from "@/state/channels";
import { change, useApp } from "@/state/store";
import { currentTeam, myTeams } from "@/state/teams";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Select, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Stack } from "@/ui/Stack";
import { useTask } from "@/ui/useTask";

/** Makes a private channel of a team out of a group message, with all that was said. */
export default function ConvertGroupDialog({ id, onClose }: DialogProps) {
  const teams = useApp(myTeams);
  const here = useApp((state) => currentTeam(state)?.id ?? "");
  const [teamId, setTeamId] = useState(here);
  const [name, setName] = useState("");
  const { busy, problem, run } = useTask();
  const address = slug(name) || `group-${id.slice(0, 8)}`;
  const convert = () =>
    run(async () => {
      const channel = await convertGroup(id, { team_id: teamId, name: address, display_name: name.trim() });
      change(receiveChannels, [channel]);
      await loadChannel(channel.id);
      needCategories(teamId);
      onClose();
      goToChannel(channel.id);
    });
  return (
    <Dialog
      title={t("channels.convert_group")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} disabled={name.trim() === ""} onClick={convert}>
            {t("channels.convert")}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{t("channels.convert_text")}</p>
        <FormProblem>{problem}</FormProblem>
        {teams.length > 1 && (
          <Select label={t("channels.convert_team")} value={teamId} onChange={(event) => setTeamId(event.currentTarget.value)}>
            {teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.display_name}
              </option>
            ))}
          </Select>
        )}
        <TextField label={t("channels.name")} autoFocus maxLength={64} placeholder={t("channels.name_example")} hint={address} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      </Stack>
    </Dialog>
  );
}
