import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { reloadSettings } from "@/client/console";
import { forgetCaches, health as fetchHealth, recycleDatabase, restartServer } from "@/client/operations";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { AdviceCard } from "./AdviceCard";
import styles from "./Parts.module.css";
import { loadConfiguration } from "./configuration";
import { Card, ConsolePage, Facts, Mark } from "./parts";
import { useLoaded } from "./useLoaded";

/** Whether everything works, and the levers for when it does not. */
export default function HealthPage() {
  const { value, problem, reload } = useLoaded("health", fetchHealth);
  return (
    <ConsolePage
      title={t("console.page.health")}
      lead={t("console.lead.health")}
      actions={
        <Button icon={<RefreshCw size={15} />} onClick={reload}>
          {t("console.refresh")}
        </Button>
      }
    >
      <Card title={t("console.checks")}>
        {problem !== "" ? (
          <FormProblem>{problem}</FormProblem>
        ) : value === null ? (
          <Skeleton rows={2} />
        ) : (
          <Facts
            facts={[
              [t("console.health_all"), <State key="all" status={value.status} />],
              [t("console.health_database"), <State key="database" status={value.database_status} />],
              [t("console.health_files"), <State key="files" status={value.filestore_status} />],
              [t("console.health_search"), value.ActiveSearchBackend ?? "–"],
            ]}
          />
        )}
      </Card>
      <AdviceCard health={value} />
      <Versions />
      <Levers />
    </ConsolePage>
  );
}

function State({ status }: { status: string | undefined }) {
  const isWell = status === "OK";
  return <Mark tone={isWell ? "good" : "bad"}>{t(isWell ? "console.works" : "console.broken")}</Mark>;
}

function Versions() {
  const config = useApp((state) => state.server.config);
  return (
    <Card title={t("console.versions")}>
      <Facts
        facts={[
          [t("console.version_api"), config["Version"] ?? ""],
          [t("console.version_build"), config["BuildNumber"] ?? ""],
          [t("console.version_schema"), config["SchemaVersion"] ?? ""],
          [t("console.installation"), <code key="id">{config["DiagnosticId"] ?? ""}</code>],
        ]}
      />
    </Card>
  );
}

const LEVERS: readonly { name: string; asks: boolean; pull: () => Promise<unknown> }[] = [
  { name: "reload", asks: false, pull: () => reloadSettings().then(loadConfiguration) },
  { name: "caches", asks: false, pull: forgetCaches },
  { name: "recycle", asks: false, pull: recycleDatabase },
  { name: "restart", asks: true, pull: restartServer },
];

function Levers() {
  const [asking, setAsking] = useState("");
  const [problem, setProblem] = useState("");
  const pull = async (name: string, action: () => Promise<unknown>) => {
    setProblem("");
    await action();
    change(showToast, t(`console.lever_done.${name}`));
  };
  return (
    <Card title={t("console.levers")}>
      <FormProblem>{problem}</FormProblem>
      <ul className={styles.list}>
        {LEVERS.map((lever) => (
          <li key={lever.name} className={styles.row}>
            <span>{t(`console.lever_hint.${lever.name}`)}</span>
            <Button
              onClick={() => {
                if (lever.asks) setAsking(lever.name);
                else pull(lever.name, lever.pull).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
              }}
            >
              {t(`console.lever.${lever.name}`)}
            </Button>
            {asking === lever.name && (
              <Confirm title={t(`console.lever.${lever.name}`)} action={t(`console.lever.${lever.name}`)} danger onClose={() => setAsking("")} onConfirm={() => pull(lever.name, lever.pull)}>
                {t("console.ask.restart")}
              </Confirm>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
