import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { completeOnboarding } from "@/client/operations";
import { DISMISSED, SETUP } from "@/app/announcing";
import { go } from "@/app/paths";
import { setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { myTeams } from "@/state/teams";
import { getState, useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { discard, draftsOf, saveDrafts, useConfiguration } from "./configuration";
import styles from "./Parts.module.css";
import { ConsolePage } from "./parts";
import { SetupQuestion } from "./SetupQuestions";
import { STEPS } from "./setupSteps";

/** From a fresh server to the first people in it, one question after the other; each can be passed over. */
export default function SetupPage() {
  const [at, setAt] = useState(0);
  const step = STEPS[at] ?? "address";
  const configuration = useConfiguration();
  const { busy, problem, run } = useTask();
  const isChanged = draftsOf(configuration).length > 0;
  const isLast = at === STEPS.length - 1;
  // Going on without a team is possible, but not what one is here for.
  const isPassed = useApp((state) => step === "team" && myTeams(state).length === 0);
  useEffect(() => document.getElementById("setup-question")?.focus({ preventScroll: true }), [at]);
  const next = () =>
    run(async () => {
      if (isChanged && !(await saveDrafts())) return;
      if (!isLast) {
        setAt(at + 1);
        return;
      }
      await Promise.all([setPreference(DISMISSED, SETUP, "true"), completeOnboarding()]);
      leave();
    });
  function pass() {
    discard();
    setAt(at + 1);
  }
  return (
    <ConsolePage title={t("console.page.setup")} lead={t("console.lead.setup")} actions={!isLast && <Button tone="quiet" onClick={leave}>{t("console.setup_later")}</Button>}>
      <ol className={styles.steps} aria-label={t("console.steps")}>
        {STEPS.map((name, place) => (
          <li key={name} aria-current={name === step ? "step" : undefined} className={classes(styles.step, place < at && styles.done)}>
            <button type="button" onClick={() => setAt(place)}>
              <span aria-hidden="true">{place < at ? <Check size={14} /> : place + 1}</span>
              {t(`console.step.${name}`)}
            </button>
          </li>
        ))}
      </ol>
      <div id="setup-question" tabIndex={-1} className={styles.question}>
        <SetupQuestion key={step} step={step} onAnswered={() => setAt(at + 1)} />
      </div>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        {at > 0 && <Button onClick={() => setAt(at - 1)}>{t("common.back")}</Button>}
        <Button tone={isPassed ? "quiet" : "primary"} busy={busy} onClick={next}>
          {t(isLast ? "console.setup_done" : isChanged ? "console.save_and_next" : isPassed ? "console.setup_skip" : "common.next")}
        </Button>
        {isChanged && !isLast && (
          <Button tone="quiet" onClick={pass}>
            {t("console.setup_pass")}
          </Button>
        )}
      </div>
    </ConsolePage>
  );
}

/** To the channels; somebody who has no team yet founds or joins one first. */
function leave(): void {
  discard();
  go(myTeams(getState()).length === 0 ? "/create_team" : "/");
}
