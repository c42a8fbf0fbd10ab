import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { PeoplePicker } from "@/features/users/PeoplePicker";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { configNumber } from "@/state/server";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { openGroup } from "./actions";
import styles from "./Picking.module.css";

/** What every Mattermost server allows, oneself included. */
const USUAL_MOST = 8;

/** Whom to talk to: one person, or as many as the site lets into a group. */
export default function DirectDialog({ onClose }: DialogProps) {
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const teamOnly = useApp((state) => state.server.config["RestrictDirectMessage"] === "team");
  const teamId = useApp((state) => state.teams.currentId);
  const most = useApp((state) => configNumber(state, "MaxGroupMessageMembers", USUAL_MOST)) - 1;
  const start = () => {
    onClose();
    void openGroup(chosen.map((user) => user.id));
  };
  return (
    <Dialog
      title={t("sidebar.new_direct")}
      onClose={onClose}
      bare
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" disabled={chosen.length === 0} onClick={start}>
            {t("channels.start_talk")}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <PeoplePicker label={t("users.search")} scope={teamOnly ? { teamId } : {}} chosen={chosen} most={most} onChange={setChosen} onDone={start} />
      </div>
    </Dialog>
  );
}
