import { useState } from "react";
import { setStay, stayOf } from "@/client/console";
import { dayOf, endOf } from "@/features/teams/lastDay";
import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import { Card } from "./parts";
import { useLoaded } from "./useLoaded";

/** Until when a guest may stay. */
export function StayCard({ userId }: { userId: string }) {
  const { value: stay, problem, reload } = useLoaded(`stay/${userId}`, () => stayOf(userId));
  const [chosen, setChosen] = useState<string | null>(null);
  const saving = useTask();
  const known = stay === null || stay.ends_at === 0 ? "" : dayOf(stay.ends_at);
  const day = chosen ?? known;
  const save = () =>
    saving.run(async () => {
      await setStay(userId, endOf(day));
      change(showToast, t("common.saved"));
      setChosen(null);
      reload();
    });
  return (
    <Card title={t("console.stay")} lead={t("console.stay_lead")}>
      <TextField type="date" label={t("console.stay_last_day")} min={dayOf(Date.now())} value={day} disabled={stay === null} onChange={(event) => setChosen(event.currentTarget.value)} />
      <FormProblem>{problem || saving.problem}</FormProblem>
      <div className={styles.actions}>
        <Button tone="primary" busy={saving.busy} disabled={stay === null || day === known} onClick={save}>
          {t("common.save")}
        </Button>
      </div>
    </Card>
  );
}
