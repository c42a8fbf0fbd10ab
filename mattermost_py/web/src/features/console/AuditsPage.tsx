import type { Audit } from "@mattermost/types/audits";
import { useState } from "react";
import { Link } from "wouter";
import { PAGE_SIZE } from "@/client/console";
import { audits as fetchAudits } from "@/client/operations";
import { usersByIds } from "@/client/users";
import { t } from "@/i18n/t";
import { dateTime } from "./format";
import styles from "./Parts.module.css";
import { pathTo } from "./pages";
import { type Column, ConsolePage, DataTable, Pager } from "./parts";
import { useLoaded } from "./useLoaded";

type NamedAudit = Audit & { username: string };

/** Who did what to accounts, rights and settings. */
export default function AuditsPage() {
  const [page, setPage] = useState(0);
  const { value, problem } = useLoaded(String(page), () => named(page));
  return (
    <ConsolePage title={t("console.page.audits")} lead={t("console.lead.audits")}>
      <DataTable label={t("console.page.audits")} columns={columns()} rows={value} keyOf={(audit) => audit.id} problem={problem} empty={t("console.no_audits")} />
      <Pager page={page} hasMore={value?.length === PAGE_SIZE} onPage={setPage} />
    </ConsolePage>
  );
}

async function named(page: number): Promise<NamedAudit[]> {
  const audits = await fetchAudits(page);
  const ids = [...new Set(audits.map((audit) => audit.user_id))].filter((id) => id !== "");
  const names = new Map((ids.length === 0 ? [] : await usersByIds(ids)).map((user) => [user.id, user.username]));
  return audits.map((audit) => ({ ...audit, username: names.get(audit.user_id) ?? audit.user_id }));
}

function columns(): Column<NamedAudit>[] {
  return [
    { title: t("console.time"), cell: (audit) => dateTime(audit.create_at) },
    { title: t("console.person"), cell: (audit) => (audit.user_id === "" ? "–" : <Link to={pathTo("users", audit.user_id)}>{audit.username}</Link>) },
    {
      title: t("console.action"),
      cell: (audit) => (
        <>
          <span className={styles.path}>{audit.action.replace(/^.*\/api\/v4/, "")}</span>
          <small>{audit.extra_info}</small>
        </>
      ),
    },
    { title: t("console.ip"), end: true, cell: (audit) => audit.ip_address },
  ];
}
