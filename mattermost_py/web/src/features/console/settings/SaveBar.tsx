import { useState } from "react";
import { useLocation } from "wouter";
import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import styles from "./Settings.module.css";
import { discard, draftsOf, saveDrafts, useConfiguration } from "../configuration";
import { settingsPath } from "../pages";
import { Changes } from "./Changes";

/** What has been changed anywhere in the settings, with the way to save it; not there while nothing is. */
export function SaveBar() {
  const configuration = useConfiguration();
  const [open, setOpen] = useState(false);
  const [path, navigate] = useLocation();
  const count = draftsOf(configuration).length;
  const wrong = Object.keys(configuration.problems);
  if (count === 0 && wrong.length === 0) return null;
  function toProblem() {
    const [section = "", key = ""] = (Object.keys(useConfiguration.getState().problems)[0] ?? "").split(".");
    if (section === "") return;
    if (!path.endsWith(`/settings/${section}`)) navigate(settingsPath(section, key));
    document.getElementById(`setting-${section}.${key}`)?.scrollIntoView({ block: "center" });
  }
  return (
    <div className={styles.saveBar} role="region" aria-label={t("console.changes")}>
      <span role="status" className={styles.saveWords}>
        {wrong.length > 0 ? t("console.wrong", { count: wrong.length }) : t("console.unsaved", { count })}
      </span>
      {wrong.length > 0 && (
        <Button size="s" onClick={toProblem}>
          {t("console.show_problem")}
        </Button>
      )}
      <Button tone="quiet" onClick={() => discard()}>
        {t("console.discard")}
      </Button>
      <Button tone="primary" disabled={wrong.length > 0} onClick={() => setOpen(true)}>
        {t("console.review")}
      </Button>
      {open && (
        <SaveDialog
          onClose={() => setOpen(false)}
          onWrong={() => {
            setOpen(false);
            toProblem();
          }}
        />
      )}
    </div>
  );
}

/** All changes at a glance, before they act. */
function SaveDialog({ onClose, onWrong }: { onClose: () => void; onWrong: () => void }) {
  const drafts = draftsOf(useConfiguration());
  const { busy, problem, run } = useTask();
  const restarts = drafts.filter((one) => one.setting.needs_restart).length;
  const save = () =>
    run(async () => {
      if (!(await saveDrafts())) {
        onWrong();
        return;
      }
      change(showToast, restarts > 0 ? t("console.saved_restart", { count: restarts }) : t("console.saved"));
      onClose();
    });
  return (
    <Dialog
      title={t("console.review_title", { count: drafts.length })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} onClick={save}>
            {t("console.save_all")}
          </Button>
        </>
      }
    >
      <FormProblem>{problem}</FormProblem>
      <Changes
        changes={drafts.map(({ section, setting, value }) => ({
          section,
          key: setting.key,
          before: setting.value,
          after: value,
          isSecret: setting.kind === "secret",
          needsRestart: setting.needs_restart,
        }))}
      />
    </Dialog>
  );
}
