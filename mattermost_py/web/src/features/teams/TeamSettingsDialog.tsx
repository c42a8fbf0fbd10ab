import { Archive } from "lucide-react";
import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { patchTeam } from "@/client/teams";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { receiveTeams } from "@/state/teams";
import { change, useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Checkbox, TextArea, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Stack } from "@/ui/Stack";
import { useTask } from "@/ui/useTask";
import { openDialog } from "@/state/ui";
import { SlackImport } from "./SlackImport";
import { TeamIcon } from "./TeamIcon";
import styles from "./TeamSettingsDialog.module.css";

/** A team's picture, name, description and openness, what it brings from elsewhere, and its end. */
export default function TeamSettingsDialog({ id, onClose }: DialogProps) {
  const team = useApp((state) => state.teams.byId[id]);
  const mayImport = useApp((state) => can(state, "import_team", { teamId: id }));
  const [name, setName] = useState(team?.display_name ?? "");
  const [description, setDescription] = useState(team?.description ?? "");
  const [open, setOpen] = useState(team?.allow_open_invite ?? false);
  const [domains, setDomains] = useState(team?.allowed_domains ?? "");
  const { busy, problem, run } = useTask();
  if (team === undefined) return null;
  const save = () =>
    run(async () => {
      const patch = { display_name: name.trim(), description: description.trim(), allow_open_invite: open, allowed_domains: domains.trim() };
      change(receiveTeams, [await patchTeam(id, patch)]);
      onClose();
    });
  return (
    <Dialog
      title={t("teams.settings")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} disabled={name.trim().length < 2} onClick={save}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TeamIcon team={team} />
        <TextField label={t("teams.name")} maxLength={64} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextArea label={t("teams.description")} maxLength={255} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
        <Checkbox label={t("teams.open")} hint={t("teams.open_hint")} checked={open} onChange={setOpen} />
        <TextField label={t("teams.domains")} hint={t("teams.domains_hint")} placeholder="example.org" value={domains} onChange={(event) => setDomains(event.currentTarget.value)} />
        {mayImport && (
          <section className={styles.section} aria-label={t("teams.import")}>
            <h3>{t("teams.import")}</h3>
            <p>{t("teams.import_lead")}</p>
            <SlackImport teamId={id} />
          </section>
        )}
        <div>
          <Button tone="risky" icon={<Archive size={15} />} onClick={() => change(openDialog, "archive-team", id)}>
            {t("teams.archive")}
          </Button>
        </div>
      </Stack>
    </Dialog>
  );
}
