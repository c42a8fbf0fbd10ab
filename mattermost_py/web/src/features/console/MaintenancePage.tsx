import type { ReactNode } from "react";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Skeleton } from "@/ui/Skeleton";
import { dateTime } from "./format";
import { edit, useConfiguration } from "./configuration";
import styles from "./Parts.module.css";
import { Card, ConsolePage } from "./parts";
import { ChosenSettings } from "./settings/ChosenSettings";
import { textOf } from "./settings/values";

const SECTION = "Maintenance";
const HOUR_MS = 3_600_000;

/** A planned break: from when to when, what people should know, and how early they hear of it. */
export default function MaintenancePage() {
  return (
    <ConsolePage title={t("console.page.maintenance")} lead={t("console.lead.maintenance")}>
      <Card title={t("console.maintenance_when")} lead={t("console.maintenance_when_lead")}>
        <Times />
      </Card>
      <Card title={t("console.maintenance_words")}>
        <ChosenSettings names={[`${SECTION}.Message`, `${SECTION}.NoticeHours`]} />
      </Card>
    </ConsolePage>
  );
}

function Times(): ReactNode {
  const { sections, drafts, problems } = useConfiguration();
  const section = sections?.find((one) => one.name === SECTION);
  if (section === undefined) return sections === null ? <Skeleton rows={2} /> : null;
  const keys = ["StartAt", "EndAt"].flatMap((key) => section.keys.find((one) => one.key === key) ?? []);
  if (keys.some((one) => !one.is_writable)) return <ChosenSettings names={keys.map((one) => `${SECTION}.${one.key}`)} />;
  const [start = "", end = ""] = keys.map((one) => textOf(drafts[`${SECTION}.${one.key}`] ?? one.value));
  const told = Number(drafts[`${SECTION}.NoticeHours`] ?? section.keys.find((one) => one.key === "NoticeHours")?.value ?? 0);
  return (
    <>
      <div className={styles.moments}>
        <Moment label={t("console.maintenance_from")} value={start} problem={problems[`${SECTION}.StartAt`]} onChange={(value) => edit(SECTION, "StartAt", value)} />
        <Moment label={t("console.maintenance_to")} value={end} problem={problems[`${SECTION}.EndAt`]} onChange={(value) => edit(SECTION, "EndAt", value)} />
        {(start !== "" || end !== "") && (
          <Button
            tone="quiet"
            onClick={() => {
              edit(SECTION, "StartAt", "");
              edit(SECTION, "EndAt", "");
            }}
          >
            {t("console.maintenance_none")}
          </Button>
        )}
      </div>
      {start !== "" && end !== "" && <p className={styles.muted}>{t("console.maintenance_told", { time: dateTime(Date.parse(start) - told * HOUR_MS) })}</p>}
    </>
  );
}

interface MomentProps {
  label: string;
  /** With its zone, as it is saved. */
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
}

/** A day and a time of this browser's zone. */
function Moment({ label, value, problem, onChange }: MomentProps) {
  return <TextField type="datetime-local" label={label} problem={problem} value={local(value)} onChange={(event) => onChange(saved(event.currentTarget.value))} />;
}

function local(value: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function saved(typed: string): string {
  const at = new Date(typed);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString().replace(".000Z", "Z");
}
