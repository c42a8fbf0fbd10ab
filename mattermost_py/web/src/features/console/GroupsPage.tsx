import type { Group } from "@mattermost/types/groups";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { createCustomGroup, groupPage, PAGE_SIZE } from "@/client/console";
import { PeoplePicker } from "@/features/users/PeoplePicker";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { can } from "@/state/roles";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Select, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import { capital, number } from "./format";
import { pathTo } from "./pages";
import { type Column, ConsolePage, DataTable, Mark, Pager, SearchField, Toolbar } from "./parts";
import { useLoaded, useSettled } from "./useLoaded";

/** Groups of people who can be mentioned together. */
export default function GroupsPage() {
  const [term, setTerm] = useState("");
  const [archived, setArchived] = useState(false);
  const [adding, setAdding] = useState(false);
  const settled = useSettled(term);
  const mayCreate = useApp((state) => can(state, "create_custom_group"));
  return (
    <ConsolePage
      title={t("console.page.groups")}
      lead={t("console.lead.groups")}
      actions={
        mayCreate && (
          <Button tone="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
            {t("console.group_new")}
          </Button>
        )
      }
    >
      <Toolbar>
        <SearchField label={t("console.find_group")} value={term} onChange={setTerm} />
        <Select label={t("console.state")} hideLabel value={archived ? "archived" : "active"} onChange={(event) => setArchived(event.currentTarget.value === "archived")}>
          <option value="active">{capital(t("console.active"))}</option>
          <option value="archived">{capital(t("console.archived"))}</option>
        </Select>
      </Toolbar>
      <Rows key={`${settled}/${String(archived)}`} term={settled} archived={archived} />
      {adding && <NewGroup onClose={() => setAdding(false)} />}
    </ConsolePage>
  );
}

function Rows({ term, archived }: { term: string; archived: boolean }) {
  const [page, setPage] = useState(0);
  const { value, problem } = useLoaded(`${term}/${String(archived)}/${page}`, () => groupPage(term, archived, page));
  const total = value?.total_count;
  return (
    <>
      <DataTable label={t("console.page.groups")} columns={columns()} rows={value?.groups ?? null} keyOf={(group) => group.id} problem={problem} empty={t("console.no_groups")} />
      <Pager page={page} hasMore={(page + 1) * PAGE_SIZE < (total ?? 0)} total={total} onPage={setPage} />
    </>
  );
}

function columns(): Column<Group>[] {
  return [
    {
      title: t("console.group"),
      cell: (group) => (
        <Link to={pathTo("groups", group.id)}>
          {group.display_name}
          {group.name && <small>@{group.name}</small>}
        </Link>
      ),
    },
    { title: t("console.source"), cell: (group) => <Mark>{group.source === "custom" ? t("console.source_custom") : group.source.toUpperCase()}</Mark> },
    { title: t("console.members"), end: true, cell: (group) => number(group.member_count) },
  ];
}

function NewGroup({ onClose }: { onClose: () => void }) {
  const [title, setTitle] = useState("");
  const [typed, setTyped] = useState<string | null>(null);
  const [people, setPeople] = useState<readonly User[]>([]);
  const [, navigate] = useLocation();
  const { busy, problem, run } = useTask();
  const name = typed ?? title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9._-]+/g, "-").replace(/^-+|-+$/g, "");
  const store = () =>
    run(async () => {
      const made = await createCustomGroup({ name, display_name: title.trim(), user_ids: people.map((user) => user.id) });
      onClose();
      navigate(pathTo("groups", made.id));
    });
  return (
    <FormDialog
      title={t("console.group_new")}
      action={t("console.create")}
      size="m"
      busy={busy}
      disabled={title.trim() === "" || name === "" || people.length === 0}
      onSubmit={store}
      onClose={onClose}
    >
      <div className={styles.form}>
        <TextField label={t("console.name")} maxLength={64} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextField label={t("console.mention_name")} leading="@" maxLength={64} autoCapitalize="none" spellCheck={false} value={name} onChange={(event) => setTyped(event.currentTarget.value)} />
        <PeoplePicker label={t("users.search")} scope={{}} chosen={people} onChange={setPeople} />
        <FormProblem>{problem}</FormProblem>
      </div>
    </FormDialog>
  );
}
