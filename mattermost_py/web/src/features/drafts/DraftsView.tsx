import { useState } from "react";

import { t } from "@/i18n/t";
import { draftsIn } from "@/state/drafts";
import { schedulesInTeam } from "@/state/schedules";
import { useApp, useAppShallow } from "@/state/store";
import { Tabs } from "@/ui/Tabs";

import { DraftList } from "./DraftList";
import styles from "./DraftsView.module.css";
import { ScheduleList } from "./ScheduleList";

type Tab = "drafts" | "scheduled";

/** What was begun and not sent, and what is to be sent later. */
export function DraftsView() {
  const teamId = useApp((state) => state.teams.currentId);
  const schedules = useAppShallow((state) => schedulesInTeam(state, teamId));
  const drafts = useAppShallow((state) => draftsIn(state, teamId));
  const [chosen, setChosen] = useState<Tab | null>(null);
  const tab = chosen ?? (drafts.length === 0 && schedules.length > 0 ? "scheduled" : "drafts");

  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <Tabs
          label={t("drafts.kinds")}
          value={tab}
          panel="drafts-panel"
          tabs={[
            { value: "drafts", text: t("drafts.begun", { count: drafts.length }) },
            { value: "scheduled", text: t("drafts.scheduled", { count: schedules.length }) },
          ]}
          onChange={setChosen}
        />
      </div>
      <div className={styles.panel} role="tabpanel" id="drafts-panel" aria-label={tab === "drafts" ? t("drafts.begun", { count: drafts.length }) : t("drafts.scheduled", { count: schedules.length })}>
        {tab === "drafts" ? <DraftList drafts={drafts} /> : <ScheduleList schedules={schedules} />}
      </div>
    </div>
  );
}
