import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { addChannelMember } from "@/client/channels";
import { AppError } from "@/client/http";
import { PeoplePicker } from "@/features/users/PeoplePicker";
import { t } from "@/i18n/t";
import { receiveChannelMembers } from "@/state/channels";
import type { User } from "@/state/model";
import { change, useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import styles from "./Picking.module.css";

/** Brings people of the team into a channel. */
export default function AddMembersDialog({ id, onClose }: DialogProps) {
  const channel = useApp((state) => state.channels.byId[id]);
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const { busy, problem, run } = useTask();
  if (channel === undefined) return null;
  const add = () =>
    run(async () => {
      const failed: User[] = [];
      let reason = "";
      for (const user of chosen) {
        try {
          const member = await addChannelMember(id, user.id);
          change(receiveChannelMembers, id, [member]);
        } catch (error) {
          failed.push(user);
          reason = error instanceof AppError ? error.message : String(error);
        }
      }
      if (failed.length === 0) {
        onClose();
        return;
      }
      setChosen(failed);
      throw new Error(reason);
    });
  return (
    <Dialog
      title={t("channels.add_to", { name: channel.display_name })}
      onClose={onClose}
      bare
      footer={
        <>
          <Button onClick={onClose}>{t("channels.add_later")}</Button>
          <Button tone="primary" busy={busy} disabled={chosen.length === 0} onClick={add}>
            {t("channels.add_chosen", { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <FormProblem>{problem}</FormProblem>
        <PeoplePicker label={t("users.search")} scope={{ teamId: channel.team_id, notInChannelId: id }} chosen={chosen} onChange={setChosen} onDone={add} />
      </div>
    </Dialog>
  );
}
