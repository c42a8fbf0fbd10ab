import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { importSlack } from "@/client/teams";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { FilePicker } from "@/ui/FilePicker";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import styles from "./SlackImport.module.css";

/** Takes over what a team wrote in Slack, and tells what became of it. */
export function SlackImport({ teamId }: { teamId: string }) {
  const picker = useRef<HTMLInputElement>(null);
  const [name, setName] = useState("");
  const [account, setAccount] = useState("");
  const { busy, problem, run } = useTask();
  const take = (file: File) =>
    run(async () => {
      setName(file.name);
      setAccount("");
      setAccount(await importSlack(teamId, file));
    });
  return (
    <>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.line}>
        <Button icon={<Upload size={15} />} busy={busy} onClick={() => picker.current?.click()}>
          {t("teams.import_choose")}
        </Button>
        <span role="status" className={styles.note}>
          {busy ? t("teams.import_running", { name }) : account === "" ? "" : t("teams.import_done", { name })}
        </span>
      </div>
      <FilePicker ref={picker} accept=".zip,application/zip" onPick={([file]) => file && take(file)} />
      {account === "" ? null : (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys scroll it
        <pre className={styles.account} role="region" aria-label={t("teams.import_account")} tabIndex={0}>
          {account}
        </pre>
      )}
    </>
  );
}
