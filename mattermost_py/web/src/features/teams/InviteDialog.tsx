import { Check, Copy } from "lucide-react";
import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { copy } from "@/app/copying";
import { absolute } from "@/app/paths";
import { addTeamMembers, newInviteId } from "@/client/teams";
import { PeoplePicker } from "@/features/users/PeoplePicker";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { receiveTeams } from "@/state/teams";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { InviteByMail } from "./InviteByMail";
import styles from "./InviteDialog.module.css";
import { Invitations } from "./Invitations";

/** Brings people into a team: a link to copy, people already here, and email where the server sends it. */
export default function InviteDialog({ id, onClose }: DialogProps) {
  const team = useApp((state) => state.teams.byId[id]);
  const mayAdd = useApp((state) => can(state, "add_user_to_team", { teamId: id }));
  const mayMail = useApp((state) => isEnabled(state, "EnableEmailInvitations") && can(state, "invite_user", { teamId: id }));
  const [sent, setSent] = useState(0);
  if (team === undefined) return null;
  return (
    <Dialog title={t("teams.invite_to", { team: team.display_name })} onClose={onClose}>
      <div className={styles.sections}>
        {team.invite_id !== "" && <InviteLink teamId={id} inviteId={team.invite_id} />}
        {mayMail && <InviteByMail teamId={id} onSent={() => setSent(sent + 1)} />}
        {mayMail && <Invitations key={sent} teamId={id} />}
        {mayAdd && <ExistingPeople teamId={id} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function InviteLink({ teamId, inviteId }: { teamId: string; inviteId: string }) {
  const [copied, setCopied] = useState(false);
  const mayRenew = useApp((state) => can(state, "manage_team", { teamId }));
  const { busy, problem, run } = useTask();
  const link = absolute(`/signup_user_complete/?id=${inviteId}`);
  return (
    <section className={styles.section}>
      <h3>{t("teams.invite_link")}</h3>
      <p>{t("teams.invite_link_hint")}</p>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.link}>
        <input readOnly value={link} aria-label={t("teams.invite_link")} onFocus={(event) => event.currentTarget.select()} />
        <Button
          tone="primary"
          icon={copied ? <Check size={16} /> : <Copy size={16} />}
          autoFocus
          onClick={() => void copy(link, "").then(setCopied)}
        >
          {t(copied ? "common.copied" : "common.copy")}
        </Button>
      </div>
      {mayRenew && (
        <Button
          size="s"
          tone="quiet"
          busy={busy}
          onClick={() =>
            run(async () => {
              change(receiveTeams, [await newInviteId(teamId)]);
              setCopied(false);
            })
          }
        >
          {t("teams.invite_renew")}
        </Button>
      )}
    </section>
  );
}

function ExistingPeople({ teamId, onClose }: { teamId: string; onClose: () => void }) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const { busy, problem, run } = useTask();
  const add = () =>
    run(async () => {
      const results = await addTeamMembers(teamId, chosen.map((user) => user.id));
      const failed = results.find((result) => result.error);
      if (failed) throw new Error(failed.error?.message);
      change(showToast, t("teams.people_added", { count: chosen.length }));
      onClose();
    });
  if (!open) {
    return (
      <section className={styles.section}>
        <Button onClick={() => setOpen(true)}>{t("teams.add_existing")}</Button>
      </section>
    );
  }
  return (
    <section className={styles.section}>
      <h3>{t("teams.add_existing")}</h3>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.people}>
        <PeoplePicker label={t("users.search")} scope={{ notInTeamId: teamId }} chosen={chosen} onChange={setChosen} onDone={add} />
      </div>
      <Button tone="primary" busy={busy} disabled={chosen.length === 0} onClick={add}>
        {t("channels.add_chosen", { count: chosen.length })}
      </Button>
    </section>
  );
}
