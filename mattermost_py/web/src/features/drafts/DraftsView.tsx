import { type KeyboardEvent, useState } from "react";

import { t } from "@/i18n/t";
import { useApp, useAppShallow } from "@/state/store";
import { classes } from "@/ui/classes";

import { DraftList } from "./DraftList";
import styles from "./DraftsView.module.css";
import { schedulesInTeam, ScheduleList } from "./ScheduleList";

type Tab = "drafts" | "scheduled";

const TABS: readonly Tab[] = ["drafts", "scheduled"];

/** What was begun and not sent, and what is to be sent later. */
export function DraftsView() {
  const teamId = useApp((state) => state.teams.currentId);
  const schedules = useAppShallow((state) => schedulesInTeam(state, teamId));
  const hasDrafts = useApp((state) => Object.keys(state.drafts.byKey).length > 0);
  const [chosen, setChosen] = useState<Tab | null>(null);
  const tab = chosen ?? (!hasDrafts && schedules.length > 0 ? "scheduled" : "drafts");

  function onKey(event: KeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = tab === "drafts" ? "scheduled" : "drafts";
    setChosen(next);
    document.getElementById(`tab-${next}`)?.focus();
  }
  return (
    <div className={styles.view}>
      <div className={styles.tabs} role="tablist" aria-label={t("drafts.kinds")}>
        {TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={one === tab}
            aria-controls="drafts-panel"
            tabIndex={one === tab ? 0 : -1}
            className={classes(styles.tab, one === tab && styles.current)}
            onClick={() => setChosen(one)}
            onKeyDown={onKey}
          >
            {one === "drafts" ? t("drafts.drafts") : t("drafts.scheduled", { count: schedules.length })}
          </button>
        ))}
      </div>
      <div className={styles.panel} role="tabpanel" id="drafts-panel" aria-labelledby={`tab-${tab}`}>
        {tab === "drafts" ? <DraftList /> : <ScheduleList schedules={schedules} />}
      </div>
    </div>
  );
}
