import { ChevronDown, Play, RefreshCw } from "lucide-react";
import { useState } from "react";
import { PAGE_SIZE } from "@/client/console";
import { type AnyJob, jobs as fetchJobs, jobTypes, startJob } from "@/client/operations";
import { tried } from "@/features/channels/actions";
import { hasWords, t } from "@/i18n/t";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Select } from "@/ui/Field";
import { Menu, MenuItem } from "@/ui/Menu";
import { DiskCard } from "./DiskCard";
import { capital, dateTime, number, spelledOut } from "./format";
import { JobState, stopColumn, UNDER_WAY, useWatchedJobs } from "./jobs";
import styles from "./Parts.module.css";
import { Card, type Column, ConsolePage, DataTable, Pager, Toolbar } from "./parts";
import { ChosenSettings } from "./settings/ChosenSettings";
import { useLoaded } from "./useLoaded";

const STATES = ["pending", "in_progress", "success", "warning", "error", "cancel_requested", "canceled"];
/** Jobs that need more than a click have pages of their own. */
const ELSEWHERE = new Set(["import_process"]);
const KEPT = ["JobSettings.CleanupJobsThresholdDays", "ExportSettings.RetentionDays", "ImportSettings.RetentionDays"];

/** Work in the background: what has run, what is running, what can be started. */
export default function JobsPage() {
  const [type, setType] = useState("");
  const [status, setStatus] = useState("");
  const [page, setPage] = useState(0);
  const filter = { ...(type === "" ? {} : { job_type: type }), ...(status === "" ? {} : { status }) };
  const { value: jobs, problem, reload } = useLoaded(JSON.stringify([filter, page]), () => fetchJobs(filter, page));
  const types = useLoaded("types", jobTypes).value ?? NONE;
  const startable = types.filter((one) => one.can_start && !ELSEWHERE.has(one.type)).map((one) => one.type);
  const shown = [...new Set([...types.map((one) => one.type), ...(type === "" ? [] : [type]), ...(jobs ?? []).map((job) => job.type)])];
  const manages = useApp((state) => can(state, "manage_system"));
  // What another server left in the queue can be stopped, too.
  const mayStop = (one: string) => types.find((known) => known.type === one)?.can_start ?? manages;
  useWatchedJobs(jobs, reload);
  const pick = (choose: (value: string) => void) => (event: React.ChangeEvent<HTMLSelectElement>) => {
    choose(event.currentTarget.value);
    setPage(0);
  };
  return (
    <ConsolePage title={t("console.page.jobs")} lead={t("console.lead.jobs")} actions={
        <>
          <Button icon={<RefreshCw size={15} />} onClick={reload}>
            {t("console.refresh")}
          </Button>
          <Start allowed={startable} onStarted={reload} />
        </>
      }>
      <Toolbar>
        <Select label={t("console.job_type")} hideLabel value={type} onChange={pick(setType)}>
          <option value="">{t("console.any_job")}</option>
          {shown.map((one) => (
            <option key={one} value={one}>
              {jobTitle(one)}
            </option>
          ))}
        </Select>
        <Select label={t("console.state")} hideLabel value={status} onChange={pick(setStatus)}>
          <option value="">{t("console.any_state")}</option>
          {STATES.map((one) => (
            <option key={one} value={one}>
              {capital(t(`console.job_state.${one}`))}
            </option>
          ))}
        </Select>
      </Toolbar>
      <DataTable label={t("console.page.jobs")} columns={columns(mayStop, reload)} rows={jobs} keyOf={(job) => job.id} problem={problem} empty={t("console.no_jobs")} />
      <Pager page={page} hasMore={jobs?.length === PAGE_SIZE} onPage={setPage} />
      <DiskCard />
      {manages && (
        <Card title={t("console.job_kept")} lead={t("console.job_kept_lead")}>
          <ChosenSettings names={KEPT} />
        </Card>
      )}
    </ConsolePage>
  );
}

const NONE: readonly { type: string; can_start: boolean }[] = [];

function Start({ allowed, onStarted }: { allowed: readonly string[]; onStarted: () => void }) {
  async function start(type: string) {
    if (await tried(() => startJob(type))) {
      change(showToast, t("console.job_started", { job: jobTitle(type) }));
      onStarted();
    }
  }
  if (allowed.length === 0) return null;
  return (
    <Menu
      label={t("console.job_run")}
      placement="bottom-end"
      button={
        <Button tone="primary" icon={<Play size={15} />}>
          {t("console.job_run")}
          <ChevronDown size={15} />
        </Button>
      }
    >
      {allowed.map((type) => (
        <MenuItem key={type} onSelect={() => void start(type)}>
          {jobTitle(type)}
        </MenuItem>
      ))}
    </Menu>
  );
}

function jobTitle(type: string): string {
  const key = `console.job.${type}`;
  return hasWords(key) ? t(key) : spelledOut(type);
}

function columns(mayStop: (type: string) => boolean, onChanged: () => void): Column<AnyJob>[] {
  return [
    {
      title: t("console.job_type"),
      cell: (job) => (
        <>
          {jobTitle(job.type)}
          {job.data?.["error"] && <small>{job.data["error"]}</small>}
          <Details job={job} />
        </>
      ),
    },
    { title: t("console.state"), cell: (job) => <JobState job={job} /> },
    { title: t("console.created"), cell: (job) => dateTime(job.create_at) },
    { title: t("console.job_activity"), cell: (job) => dateTime(job.last_activity_at) },
    stopColumn(onChanged, mayStop),
  ];
}

/** What a job was told and what it noted, for whoever wants to know. */
function Details({ job }: { job: AnyJob }) {
  const facts = Object.entries(job.data ?? {}).filter(([name, value]) => name !== "error" && value !== "");
  const took = job.start_at > 0 && !UNDER_WAY.has(job.status) ? Math.max(job.last_activity_at - job.start_at, 0) : 0;
  if (facts.length === 0 && took === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{t("console.details")}</summary>
      {took > 0 && <p>{t("console.job_took", { seconds: number(took / 1000) })}</p>}
      {facts.map(([name, value]) => (
        <p key={name}>
          <code>{name}</code> {value}
        </p>
      ))}
    </details>
  );
}
