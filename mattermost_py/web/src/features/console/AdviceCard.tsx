import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { diskUse, type Health, jobs } from "@/client/operations";
import { t } from "@/i18n/t";
import { Skeleton } from "@/ui/Skeleton";
import { classes } from "@/ui/classes";
import { type Advice, advice } from "./advice";
import { useConfiguration } from "./configuration";
import styles from "./Parts.module.css";
import { pathTo, settingsPath } from "./pages";
import { Card } from "./parts";
import { useLoaded } from "./useLoaded";
import { settingLabel } from "./words";

const WEEK_MS = 7 * 86_400_000;

/** What should be looked at, the worst first. */
export function AdviceCard({ health }: { health: Health | null }) {
  const sections = useConfiguration((state) => state.sections);
  const disk = useLoaded("disk", diskUse);
  const failed = useLoaded("failed", () => jobs({ status: "error" }, 0));
  const [since] = useState(() => Date.now() - WEEK_MS);
  const isReady = sections !== null && failed.value !== null;
  const failedJobs = failed.value?.filter((job) => job.last_activity_at > since).length ?? 0;
  const found = advice({ sections: sections ?? [], origin: window.location.origin, health, disk: disk.value, failedJobs });
  return (
    <Card title={t("console.advice")} lead={t("console.advice_lead")}>
      {!isReady ? (
        <Skeleton rows={3} />
      ) : found.length === 0 ? (
        <p className={styles.success}>
          <CircleCheck size={18} aria-hidden="true" />
          {t("console.advice_none")}
        </p>
      ) : (
        <ul className={styles.list}>
          {found.map((one) => (
            <Line key={one.name} advice={one} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Line({ advice: { name, tone, setting, values } }: { advice: Advice }) {
  const Sign = tone === "bad" ? CircleAlert : TriangleAlert;
  const [section = "", key = ""] = (setting ?? "").split(".");
  return (
    <li className={styles.advice} data-tone={tone}>
      <Sign size={18} className={classes(styles.sign, styles[tone])} role="img" aria-label={t(`console.tone_${tone}`)} />
      <span>
        {t(`console.advice.${name}`, values)}
        {setting !== undefined && (
          <Link to={settingsPath(section, key)} className={styles.fix}>
            {settingLabel(section, key)}
          </Link>
        )}
        {name === "failed_jobs" && (
          <Link to={pathTo("jobs")} className={styles.fix}>
            {t("console.page.jobs")}
          </Link>
        )}
      </span>
    </li>
  );
}
