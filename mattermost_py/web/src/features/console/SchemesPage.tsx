import type { Scheme, SchemeScope } from "@mattermost/types/schemes";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { createScheme, schemes as fetchSchemes } from "@/client/console";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Radios, TextArea, TextField } from "@/ui/Field";
import { Form, FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { day } from "./format";
import { pathTo } from "./pages";
import { type Column, ConsolePage, DataTable } from "./parts";
import { useLoaded } from "./useLoaded";

/** There are more scopes on the wire, for playbooks; nothing can be chosen for them here. */
const SCOPES: ReadonlySet<string> = new Set(["team", "channel"]);

/** Schemes: other rights for the teams or channels that follow them. */
export default function SchemesPage() {
  const { value, problem } = useLoaded("schemes", fetchSchemes);
  const mayWrite = useApp((state) => can(state, "sysconsole_write_user_management_permissions"));
  const [adding, setAdding] = useState(false);
  const columns: Column<Scheme>[] = [
    {
      title: t("console.scheme"),
      cell: (scheme) => (
        <Link to={pathTo("schemes", scheme.id)}>
          {scheme.display_name}
          <small>{scheme.description}</small>
        </Link>
      ),
    },
    { title: t("console.scheme_for"), cell: (scheme) => t(scheme.scope === "team" ? "console.page.teams" : "console.page.channels") },
    { title: t("console.created"), end: true, cell: (scheme) => day(scheme.create_at) },
  ];
  return (
    <ConsolePage
      title={t("console.page.schemes")}
      lead={t("console.lead.schemes")}
      actions={
        mayWrite && (
          <Button tone="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
            {t("console.scheme_new")}
          </Button>
        )
      }
    >
      <DataTable
        label={t("console.page.schemes")}
        columns={columns}
        rows={value?.filter((scheme) => SCOPES.has(scheme.scope)) ?? null}
        keyOf={(scheme) => scheme.id}
        problem={problem}
        empty={t("console.no_schemes")}
      />
      {adding && <NewScheme onClose={() => setAdding(false)} />}
    </ConsolePage>
  );
}

function NewScheme({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [scope, setScope] = useState<SchemeScope>("team");
  const [, navigate] = useLocation();
  const { busy, problem, run } = useTask();
  const store = () =>
    run(async () => {
      const made = await createScheme({ name: addressOf(name), display_name: name.trim(), description: description.trim(), scope });
      onClose();
      navigate(pathTo("schemes", made.id));
    });
  return (
    <Dialog
      title={t("console.scheme_new")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} disabled={name.trim() === ""} onClick={store}>
            {t("console.create")}
          </Button>
        </>
      }
    >
      <Form onSubmit={store}>
        <TextField label={t("console.name")} maxLength={64} autoFocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextArea label={t("console.description")} rows={2} maxLength={255} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
        <Radios<SchemeScope>
          label={t("console.scheme_for")}
          value={scope}
          options={[
            { value: "team", text: t("console.page.teams"), hint: t("console.scheme_team_hint") },
            { value: "channel", text: t("console.page.channels"), hint: t("console.scheme_channel_hint") },
          ]}
          onChange={setScope}
        />
        <FormProblem>{problem}</FormProblem>
      </Form>
    </Dialog>
  );
}

/** A name as addresses take it; what is left of other scripts is told apart by the time. */
function addressOf(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "");
  return `${plain.slice(0, 48)}_${Date.now().toString(36)}`.replace(/^_/, "");
}
