import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { compareVersion, PAGE_SIZE, restoreVersion, type SettingChange, settingVersions, type SettingVersion } from "@/client/console";
import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import { loadConfiguration, settingOf, useConfiguration } from "./configuration";
import { dateTime } from "./format";
import { ConsolePage, Mark, Pager } from "./parts";
import { Changes } from "./settings/Changes";
import styles from "./Parts.module.css";
import { useLoaded } from "./useLoaded";

/** So many changes of a version are shown at once; a take-over from another server has hundreds. */
const AT_ONCE = 5;

/** What was changed in the settings when and by whom, with the way back. */
export default function HistoryPage() {
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<SettingVersion | null>(null);
  const { value, problem, reload } = useLoaded(String(page), () => settingVersions(page));
  const sections = useConfiguration((state) => state.sections);
  const versions = value?.versions;
  return (
    <ConsolePage title={t("console.page.history")} lead={t("console.lead.history")}>
      <FormProblem>{problem}</FormProblem>
      {versions === undefined || sections === null ? (
        problem === "" && <Skeleton rows={6} />
      ) : versions.length === 0 ? (
        <Empty title={t("console.no_versions")} />
      ) : (
        <ol className={styles.versions} aria-label={t("console.page.history")}>
          {versions.map((version) => (
            <Version key={version.id} version={version} onRestore={() => setChosen(version)} />
          ))}
        </ol>
      )}
      <Pager page={page} hasMore={(page + 1) * PAGE_SIZE < (value?.total_count ?? 0)} total={value?.total_count} onPage={setPage} />
      {chosen && <RestoreDialog version={chosen} onClose={() => setChosen(null)} onRestored={reload} />}
    </ConsolePage>
  );
}

function Version({ version, onRestore }: { version: SettingVersion; onRestore: () => void }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? version.changes : version.changes.slice(0, AT_ONCE);
  const when = dateTime(version.create_at);
  return (
    <li className={styles.card}>
      <div className={styles.row}>
        <span>
          <strong>{when}</strong>
          <span className={styles.muted}> · {version.username === "" ? t("console.version_by_server") : `@${version.username}`}</span>
          {version.restored_at > 0 && <small className={styles.muted}> · {t("console.version_restored", { time: dateTime(version.restored_at) })}</small>}
        </span>
        {version.is_active ? (
          <Mark tone="good">{t("console.version_active")}</Mark>
        ) : (
          <Button size="s" icon={<RotateCcw size={14} />} aria-label={t("console.restore_version_at", { time: when })} onClick={onRestore}>
            {t("console.restore_version")}
          </Button>
        )}
      </div>
      {version.changes.length === 0 ? <p className={styles.muted}>{t("console.version_same")}</p> : <Changes changes={shown.map(known)} />}
      {shown.length < version.changes.length && (
        <Button size="s" tone="quiet" onClick={() => setShowsAll(true)}>
          {t("console.version_all", { count: version.changes.length })}
        </Button>
      )}
    </li>
  );
}

const known = ({ section, key, before, after, is_secret }: SettingChange) => ({
  section,
  key,
  before,
  after,
  isSecret: is_secret,
  needsRestart: settingOf(section, key)?.needs_restart ?? false,
});

/** What would become different, before it does. */
function RestoreDialog({ version, onClose, onRestored }: { version: SettingVersion; onClose: () => void; onRestored: () => void }) {
  const { value, problem: missing } = useLoaded(version.id, () => compareVersion(version.id));
  const { busy, problem, run } = useTask();
  const isSame = value?.changes.length === 0;
  const restore = () =>
    run(async () => {
      await restoreVersion(version.id);
      await loadConfiguration();
      change(showToast, t("console.version_back"));
      onRestored();
      onClose();
    });
  return (
    <FormDialog
      title={t("console.restore_version_at", { time: dateTime(version.create_at) })}
      action={t("console.restore_version")}
      size="m"
      busy={busy}
      disabled={value === null || isSame}
      onSubmit={restore}
      onClose={onClose}
    >
      <FormProblem>{missing || problem}</FormProblem>
      {value === null ? missing === "" && <Skeleton rows={3} /> : <p className={styles.muted}>{t(isSame ? "console.restore_same" : "console.restore_lead")}</p>}
      {value && <Changes changes={value.changes.map(known)} />}
    </FormDialog>
  );
}
