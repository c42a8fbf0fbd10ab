import type { UserAccessToken } from "@mattermost/types/users";
import { useState } from "react";
import { Link } from "wouter";
import { PAGE_SIZE, tokens as fetchTokens } from "@/client/console";
import { usersByIds } from "@/client/users";
import { TokenButtons } from "@/features/settings/TokenButtons";
import { t } from "@/i18n/t";
import styles from "./Parts.module.css";
import { pathTo } from "./pages";
import { type Column, ConsolePage, DataTable, Mark, Pager, SearchField, Toolbar } from "./parts";
import { useLoaded, useSettled } from "./useLoaded";

type NamedToken = UserAccessToken & { username: string };

/** Everybody's access tokens. */
export default function TokensPage() {
  const [term, setTerm] = useState("");
  const settled = useSettled(term);
  return (
    <ConsolePage title={t("console.page.tokens")} lead={t("console.lead.tokens")}>
      <Toolbar>
        <SearchField label={t("console.find_token")} value={term} onChange={setTerm} />
      </Toolbar>
      <Rows key={settled} term={settled} />
    </ConsolePage>
  );
}

function Rows({ term }: { term: string }) {
  const [page, setPage] = useState(0);
  const { value, problem, reload } = useLoaded(`${term}/${page}`, () => named(term, page));
  const columns: Column<NamedToken>[] = [
    {
      title: t("console.description"),
      cell: (token) => (
        <>
          {token.description}
          <small>
            <code>{token.id}</code>
          </small>
        </>
      ),
    },
    { title: t("console.person"), cell: (token) => <Link to={pathTo("users", token.user_id)}>@{token.username}</Link> },
    { title: t("console.state"), cell: (token) => (token.is_active ? <Mark tone="good">{t("console.active")}</Mark> : <Mark>{t("console.off")}</Mark>) },
    {
      title: t("common.more"),
      hideTitle: true,
      end: true,
      cell: (token) => (
        <span className={styles.actions}>
          <TokenButtons token={token} onChanged={reload} />
        </span>
      ),
    },
  ];
  return (
    <>
      <DataTable label={t("console.page.tokens")} columns={columns} rows={value} keyOf={(token) => token.id} problem={problem} empty={t("console.no_tokens")} />
      <Pager page={page} hasMore={term === "" && value?.length === PAGE_SIZE} onPage={setPage} />
    </>
  );
}

async function named(term: string, page: number): Promise<NamedToken[]> {
  const tokens = await fetchTokens(term, page);
  const ids = [...new Set(tokens.map((token) => token.user_id))];
  const names = new Map((ids.length === 0 ? [] : await usersByIds(ids)).map((user) => [user.id, user.username]));
  return tokens.map((token) => ({ ...token, username: names.get(token.user_id) ?? token.user_id }));
}
