import { ChevronDown, Download, RefreshCw } from "lucide-react";
import { useState } from "react";
import { type LogEntry, logEntries, logFileUrl } from "@/client/operations";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Select, TextField } from "@/ui/Field";
import { Menu, MenuItem } from "@/ui/Menu";
import { FormProblem } from "@/ui/Page";
import { LongList } from "@/ui/rows/LongList";
import { Skeleton } from "@/ui/Skeleton";
import { download } from "./csv";
import styles from "./Logs.module.css";
import { ConsolePage, Mark, SearchField, Toolbar } from "./parts";
import { textOf } from "./settings/values";
import { useLoaded } from "./useLoaded";

/** From the loudest: a choice shows its level and everything graver. */
const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];
const ALSO: Readonly<Record<Level, readonly string[]>> = { debug: ["trace"], info: [], warn: ["warning"], error: ["critical", "panic", "fatal"] };

/** The newest lines of the server's log. */
export default function LogsPage() {
  const [level, setLevel] = useState<Level>("debug");
  const [term, setTerm] = useState("");
  const [from, setFrom] = useState("");
  const levels = LEVELS.slice(LEVELS.indexOf(level)).flatMap((one) => [one, ...ALSO[one]]);
  const filter = { log_levels: level === "debug" ? [] : levels, date_from: from === "" ? "" : new Date(from).toISOString(), date_to: "" };
  const { value: entries, problem, reload } = useLoaded(JSON.stringify(filter), () => logEntries(filter));
  const words = term.toLowerCase().split(/\s+/);
  const shown = entries?.filter((entry) => words.every((word) => JSON.stringify(entry).toLowerCase().includes(word))).reverse() ?? null;
  return (
    <ConsolePage
      title={t("console.page.logs")}
      lead={t("console.lead.logs")}
      actions={
        <>
          <Button icon={<RefreshCw size={15} />} onClick={reload}>
            {t("console.refresh")}
          </Button>
          <Menu
            label={t("console.download")}
            placement="bottom-end"
            button={
              <Button icon={<Download size={15} />}>
                {t("console.download")}
                <ChevronDown size={15} />
              </Button>
            }
          >
            <MenuItem onSelect={() => window.location.assign(logFileUrl())}>{t("console.log_whole")}</MenuItem>
            <MenuItem onSelect={() => download("log.txt", "text/plain", (shown ?? []).map(plain).join(""))}>{t("console.log_plain")}</MenuItem>
            <MenuItem onSelect={() => download("log.jsonl", "application/x-ndjson", (shown ?? []).map((entry) => `${JSON.stringify(entry)}\n`).join(""))}>{t("console.log_json")}</MenuItem>
          </Menu>
        </>
      }
    >
      <Toolbar>
        <SearchField label={t("console.find_log")} value={term} onChange={setTerm} />
        <Select label={t("console.level")} hideLabel value={level} onChange={(event) => setLevel(LEVELS.find((one) => one === event.currentTarget.value) ?? "debug")}>
          {LEVELS.map((one) => (
            <option key={one} value={one}>
              {t(`console.level_${one}`)}
            </option>
          ))}
        </Select>
        <TextField label={t("console.since")} hideLabel leading={t("console.since")} type="datetime-local" value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      </Toolbar>
      {problem !== "" ? (
        <FormProblem>{problem}</FormProblem>
      ) : shown === null ? (
        <Skeleton rows={10} />
      ) : shown.length === 0 ? (
        <Empty title={t("console.no_logs")}>{t("console.no_logs_text")}</Empty>
      ) : (
        <LongList className={styles.log} rows={shown.map((entry, index) => ({ key: String(index), entry }))} role="log" aria-label={t("console.page.logs")} tabIndex={0}>
          {({ entry }) => <Line entry={entry} />}
        </LongList>
      )}
    </ConsolePage>
  );
}

const KNOWN = new Set(["timestamp", "level", "msg", "caller"]);

/** One line as people read it. */
function plain(entry: LogEntry): string {
  const rest = Object.entries(entry).filter(([name]) => !KNOWN.has(name)).map(([name, value]) => `${name}=${textOf(value)}`);
  return `${[textOf(entry["timestamp"]), textOf(entry["level"]), textOf(entry["msg"]), ...rest].join(" ")}\n`;
}

function Line({ entry }: { entry: LogEntry }) {
  const level = textOf(entry["level"]);
  const tone = /err|crit|panic|fatal/.test(level) ? "bad" : level.startsWith("warn") ? "warn" : "plain";
  const rest = Object.entries(entry).filter(([name]) => !KNOWN.has(name));
  return (
    <div className={styles.logLine}>
      <time>{textOf(entry["timestamp"])}</time>
      <Mark tone={tone}>{level}</Mark>
      <span className={styles.logText}>
        {textOf(entry["msg"])}
        {rest.length > 0 && <small>{rest.map(([name, value]) => `${name}=${textOf(value)}`).join("  ")}</small>}
      </span>
    </div>
  );
}
