import { Download, PackagePlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { type AnyJob, type ExportFile, deleteExport, exportFiles, exportUrl, jobs as fetchJobs, startJob } from "@/client/operations";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Checkbox } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { bytes, dateTime } from "./format";
import { JobState, stopColumn, useWatchedJobs } from "./jobs";
import styles from "./Parts.module.css";
import { Card, type Column, ConsolePage, DataTable } from "./parts";
import { useLoaded } from "./useLoaded";

const TYPE = "export_process";
const CHOICES = ["attachments", "profile_pictures", "archived_channels", "roles_and_schemes"] as const;
const LATEST = 5;

/** Everything of this server as one file: making it, watching it being made, fetching and removing what was made. */
export default function ExportPage() {
  const { value, problem, reload } = useLoaded(TYPE, load);
  const [deleting, setDeleting] = useState<ExportFile | null>(null);
  const isMoving = useWatchedJobs(value?.jobs, reload);
  return (
    <ConsolePage title={t("console.page.export")} lead={t("console.lead.export")}>
      <Make isMoving={isMoving} onStarted={reload} />
      <Card title={t("console.export_jobs")}>
        <DataTable label={t("console.export_jobs")} columns={jobColumns(reload)} rows={value?.jobs.slice(0, LATEST) ?? null} keyOf={(job) => job.id} problem={problem} empty={t("console.no_exports")} />
      </Card>
      <Card title={t("console.export_files")} lead={t("console.export_files_lead")}>
        <DataTable label={t("console.export_files")} columns={fileColumns(value?.jobs ?? [], setDeleting)} rows={value?.files ?? null} keyOf={(file) => file.name} empty={t("console.no_export_files")} />
      </Card>
      {deleting && (
        <Confirm
          title={t("console.delete_named", { name: deleting.name })}
          action={t("common.delete")}
          danger
          onClose={() => setDeleting(null)}
          onConfirm={async () => {
            await deleteExport(deleting.name);
            reload();
          }}
        >
          {t("console.ask.delete_export", { name: deleting.name })}
        </Confirm>
      )}
    </ConsolePage>
  );
}

/** Jobs first: a file that appears in between is shown with the next look. */
async function load(): Promise<{ jobs: AnyJob[]; files: ExportFile[] }> {
  const jobs = await fetchJobs({ job_type: TYPE }, 0);
  return { jobs, files: await exportFiles() };
}

function Make({ isMoving, onStarted }: { isMoving: boolean; onStarted: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(CHOICES));
  const [busy, setBusy] = useState(false);
  function turn(name: string, on: boolean) {
    setChosen((before) => new Set(on ? [...before, name] : [...before].filter((one) => one !== name)));
  }
  async function start() {
    setBusy(true);
    await tried(() => startJob(TYPE, Object.fromEntries(CHOICES.map((name) => [`include_${name}`, String(chosen.has(name))]))));
    setBusy(false);
    onStarted();
  }
  return (
    <Card title={t("console.export_new")} lead={t("console.export_new_lead")}>
      {CHOICES.map((name) => (
        <Checkbox key={name} label={t(`console.export_with.${name}`)} checked={chosen.has(name)} onChange={(on) => turn(name, on)} />
      ))}
      <div className={styles.actions}>
        <Button tone="primary" icon={<PackagePlus size={15} />} busy={busy} disabled={isMoving} onClick={() => void start()}>
          {t("console.export_start")}
        </Button>
      </div>
    </Card>
  );
}

function jobColumns(onChanged: () => void): Column<AnyJob>[] {
  return [
    { title: t("console.created"), cell: (job) => dateTime(job.create_at) },
    {
      title: t("console.state"),
      cell: (job) => (
        <>
          <JobState job={job} />
          {job.data?.["error"] && <small>{job.data["error"]}</small>}
        </>
      ),
    },
    stopColumn(onChanged),
  ];
}

function fileColumns(jobs: readonly AnyJob[], onDelete: (file: ExportFile) => void): Column<ExportFile>[] {
  const madeAt = new Map(jobs.map((job) => [job.data?.["export_file"] ?? "", job.last_activity_at]));
  return [
    { title: t("console.export_file"), cell: (file) => file.name },
    { title: t("console.created"), cell: (file) => (madeAt.has(file.name) ? dateTime(madeAt.get(file.name)) : "–") },
    { title: t("console.export_size"), end: true, cell: (file) => bytes(file.bytes) },
    {
      title: t("common.more"),
      hideTitle: true,
      end: true,
      cell: (file) => (
        <span className={styles.actions}>
          <IconButton label={t("console.download_named", { name: file.name })} icon={<Download size={16} />} onClick={() => window.location.assign(exportUrl(file.name))} />
          <IconButton label={t("console.delete_named", { name: file.name })} icon={<Trash2 size={16} />} onClick={() => onDelete(file)} />
        </span>
      ),
    },
  ];
}
