import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/client/http";
import { testEmail, testFileStore, testSiteUrl } from "@/client/console";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/Page";
import styles from "./Settings.module.css";
import { sectionWithDrafts } from "../configuration";
import { textOf } from "./values";

interface Trial {
  words: string;
  run: () => Promise<unknown>;
}

/** What can be tried out before it is saved, by section. */
const TRIALS: Readonly<Record<string, Trial>> = {
  EmailSettings: { words: "email", run: () => testEmail(sectionWithDrafts("EmailSettings")) },
  ServiceSettings: { words: "site_url", run: () => testSiteUrl(textOf(sectionWithDrafts("ServiceSettings")["ServiceSettings"]?.["SiteURL"])) },
  FileSettings: { words: "files", run: () => testFileStore(sectionWithDrafts("FileSettings")) },
};

/** Tries the settings of a section as they stand on the screen, saved or not. */
export function TestButtons({ section }: { section: string }) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ problem: string } | null>(null);
  const trial = TRIALS[section];
  if (trial === undefined) return null;
  function start({ run }: Trial) {
    setBusy(true);
    run()
      .then(
        () => setOutcome({ problem: "" }),
        (error: unknown) => setOutcome({ problem: messageOf(error) }),
      )
      .finally(() => setBusy(false));
  }
  return (
    <>
      <Button busy={busy} onClick={() => start(trial)}>
        {t(`console.test_${trial.words}`)}
      </Button>
      {outcome && (
        <Dialog
          title={t(`console.test_${trial.words}`)}
          size="s"
          onClose={() => setOutcome(null)}
          footer={
            <Button tone="primary" autoFocus onClick={() => setOutcome(null)}>
              {t("common.close")}
            </Button>
          }
        >
          {outcome.problem === "" ? (
            <p className={styles.success}>
              <CircleCheck size={18} aria-hidden="true" />
              {t(`console.tested_${trial.words}`)}
            </p>
          ) : (
            <FormProblem>{outcome.problem}</FormProblem>
          )}
        </Dialog>
      )}
    </>
  );
}
