import { FileUp, Play, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { type AnyJob, deleteImport, type ImportFile, importFiles, jobs as fetchJobs, startImport } from "@/client/operations";
import type { Upload } from "@/client/files";
import { messageOf } from "@/client/http";
import { uploadImport } from "@/client/uploads";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { FilePicker } from "@/ui/FilePicker";
import { FormProblem } from "@/ui/Page";
import { bytes, dateTime } from "./format";
import { JobState, stopColumn, useWatchedJobs } from "./jobs";
import styles from "./Parts.module.css";
import { Card, type Column, ConsolePage, DataTable } from "./parts";
import { useLoaded } from "./useLoaded";

/** The server puts the id of the upload in front of the name. */
const ID_LENGTH = 27;

interface Sending {
  name: string;
  part: number;
  cancel: () => void;
}

/** What another Mattermost exported, brought here: archives are sent, started and watched. */
export default function ImportPage() {
  const files = useLoaded("files", importFiles);
  const runs = useLoaded("runs", () => fetchJobs({ job_type: "import_process" }, 0));
  const { reload } = runs;
  const isMoving = useWatchedJobs(runs.value, reload);
  return (
    <ConsolePage title={t("console.page.import")} lead={t("console.lead.import")}>
      <FilesCard files={files.value} problem={files.problem} isBusy={isMoving} onChanged={files.reload} onStarted={reload} />
      <Card title={t("console.import_runs")} lead={t("console.import_runs_lead")}>
        <DataTable label={t("console.import_runs")} columns={runColumns(reload)} rows={runs.value} keyOf={(job) => job.id} problem={runs.problem} empty={t("console.import_no_runs")} />
      </Card>
    </ConsolePage>
  );
}

const shortName = (name: string) => (name.charAt(ID_LENGTH - 1) === "_" ? name.slice(ID_LENGTH) : name);

interface FilesProps {
  files: ImportFile[] | null;
  problem: string;
  isBusy: boolean;
  onChanged: () => void;
  onStarted: () => void;
}

function FilesCard({ files, problem, isBusy, onChanged, onStarted }: FilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const { sending, failure, send } = useSending(onChanged);
  const [doomed, setDoomed] = useState<ImportFile | null>(null);
  async function start(file: ImportFile) {
    if (await tried(() => startImport(file.name))) {
      change(showToast, t("console.import_started", { name: shortName(file.name) }));
      onStarted();
    }
  }
  return (
    <Card
      title={t("console.import_files")}
      lead={t("console.import_files_lead")}
      actions={
        <Button tone="primary" icon={<FileUp size={15} />} disabled={sending !== null} onClick={() => input.current?.click()}>
          {t("console.import_choose")}
        </Button>
      }
    >
      <FilePicker ref={input} accept=".zip" onPick={([file]) => file && send(file)} />
      <FormProblem>{failure}</FormProblem>
      {sending && <Progress sending={sending} />}
      <DataTable
        label={t("console.import_files")}
        columns={fileColumns(isBusy, (file) => void start(file), setDoomed)}
        rows={files}
        keyOf={(file) => file.name}
        problem={problem}
        empty={t("console.import_no_files")}
      />
      {doomed && (
        <Confirm
          title={t("console.import_delete", { name: shortName(doomed.name) })}
          action={t("common.delete")}
          danger
          onConfirm={() => deleteImport(doomed.name).then(onChanged)}
          onClose={() => setDoomed(null)}
        >
          {t("console.import_delete_text")}
        </Confirm>
      )}
    </Card>
  );
}

function Progress({ sending }: { sending: Sending }) {
  const words = t("console.import_sending", { name: sending.name, percent: Math.floor(sending.part * 100) });
  return (
    <div className={styles.actions}>
      <progress max={1} value={sending.part} aria-label={words} />
      <span>{words}</span>
      <Button size="s" onClick={sending.cancel}>
        {t("common.cancel")}
      </Button>
    </div>
  );
}

/** The archive that is on its way; leaving the page gives it up. */
function useSending(onSent: () => void) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [failure, setFailure] = useState("");
  const upload = useRef<Upload | null>(null);
  useEffect(() => () => upload.current?.cancel(), []);
  function send(file: File) {
    setFailure("");
    const cancel = () => {
      upload.current?.cancel();
      setSending(null);
    };
    const told = (part: number) => setSending((before) => before && { ...before, part });
    setSending({ name: file.name, part: 0, cancel });
    const begun = uploadImport(file, told);
    upload.current = begun;
    begun.done
      .then(onSent)
      .catch((error: unknown) => setFailure(messageOf(error)))
      .finally(() => setSending(null));
  }
  return { sending, failure, send };
}

function fileColumns(isBusy: boolean, onStart: (file: ImportFile) => void, onDelete: (file: ImportFile) => void): Column<ImportFile>[] {
  return [
    { title: t("console.import_name"), cell: (file) => shortName(file.name) },
    { title: t("console.import_size"), end: true, cell: (file) => bytes(file.bytes) },
    {
      title: t("common.more"),
      hideTitle: true,
      end: true,
      cell: (file) => (
        <div className={styles.actions}>
          <Button size="s" icon={<Play size={14} />} disabled={isBusy} aria-label={t("console.import_start_one", { name: shortName(file.name) })} onClick={() => onStart(file)}>
            {t("console.import_start")}
          </Button>
          <Button size="s" tone="quiet" icon={<Trash2 size={14} />} aria-label={t("console.import_delete", { name: shortName(file.name) })} onClick={() => onDelete(file)}>
            {t("common.delete")}
          </Button>
        </div>
      ),
    },
  ];
}

function runColumns(onChanged: () => void): Column<AnyJob>[] {
  return [
    {
      title: t("console.import_name"),
      cell: (job) => (
        <>
          {shortName(job.data?.["import_file"] ?? "")}
          <Outcome job={job} />
        </>
      ),
    },
    { title: t("console.state"), cell: (job) => <JobState job={job} /> },
    { title: t("console.created"), cell: (job) => dateTime(job.create_at) },
    stopColumn(onChanged),
  ];
}

/** How many lines there were, or which one stopped it and why. */
function Outcome({ job }: { job: AnyJob }) {
  const { error = "", line_number: line = "", detail = "", lines = "" } = job.data ?? {};
  if (job.status === "success") return <small>{t("console.import_done", { lines: Number(lines) })}</small>;
  if (error === "") return null;
  const reason = detail === "" ? error : `${error}: ${detail}`;
  return <small>{line === "" ? reason : t("console.import_stopped", { line, reason })}</small>;
}
