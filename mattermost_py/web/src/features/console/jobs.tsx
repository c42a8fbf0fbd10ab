import { useEffect } from "react";
import { type AnyJob, cancelJob } from "@/client/operations";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { type Column, Mark } from "./parts";

export const UNDER_WAY: ReadonlySet<string> = new Set(["pending", "in_progress", "cancel_requested"]);
/** So often jobs are looked at again: while one runs, and otherwise, for what others start. */
const [SOON_MS, LATER_MS] = [1500, 10_000];

/** Looks at jobs again and again while the page is seen; tells whether one of them is under way. */
export function useWatchedJobs(jobs: readonly AnyJob[] | null | undefined, reload: () => void): boolean {
  const isMoving = jobs?.some((job) => UNDER_WAY.has(job.status)) ?? false;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || reload(), isMoving ? SOON_MS : LATER_MS);
    return () => clearInterval(timer);
  }, [isMoving, reload]);
  return isMoving;
}

export function JobState({ job }: { job: AnyJob }) {
  const tone = job.status === "success" ? "good" : job.status === "error" ? "bad" : job.status === "warning" ? "warn" : "plain";
  const progress = job.status === "in_progress" && job.progress > 0 ? ` ${job.progress} %` : "";
  return <Mark tone={tone}>{t(`console.job_state.${job.status}`) + progress}</Mark>;
}

/** The last column of a list of jobs: a button that stops what has not ended. */
export function stopColumn(onStopped: () => void, mayStop: (type: string) => boolean = () => true): Column<AnyJob> {
  return {
    title: t("common.more"),
    hideTitle: true,
    end: true,
    cell: (job) =>
      (job.status === "pending" || job.status === "in_progress") &&
      mayStop(job.type) && (
        <Button size="s" onClick={() => void tried(() => cancelJob(job.id)).then(onStopped)}>
          {t("common.cancel")}
        </Button>
      ),
  };
}
