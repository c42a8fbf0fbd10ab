import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { type AdminNotice, PAGE_SIZE, publishNotice, siteNotices, withdrawNotice } from "@/client/console";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Select, TextArea, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { dateTime, number } from "./format";
import styles from "./Parts.module.css";
import { type Column, ConsolePage, DataTable, Mark, Pager } from "./parts";
import { useLoaded } from "./useLoaded";

/** News that each person sees once, whatever client they use. */
export default function NoticesPage() {
  const [page, setPage] = useState(0);
  const [isNew, setNew] = useState(false);
  const [gone, setGone] = useState<AdminNotice | null>(null);
  const { value, problem, reload } = useLoaded(String(page), () => siteNotices(page));
  const mayWrite = useApp((state) => can(state, "sysconsole_write_site_notices"));
  return (
    <ConsolePage
      title={t("console.page.notices")}
      lead={t("console.lead.notices")}
      actions={
        mayWrite && (
          <Button tone="primary" icon={<Plus size={15} />} onClick={() => setNew(true)}>
            {t("console.notice_new")}
          </Button>
        )
      }
    >
      <DataTable label={t("console.page.notices")} columns={columns(mayWrite ? setGone : null)} rows={value} keyOf={(notice) => notice.id} problem={problem} empty={t("console.no_notices")} />
      <Pager page={page} hasMore={value?.length === PAGE_SIZE} onPage={setPage} />
      {isNew && <NewNotice onClose={() => setNew(false)} onDone={reload} />}
      {gone && (
        <Confirm title={t("console.notice_withdraw")} action={t("common.remove")} danger onClose={() => setGone(null)} onConfirm={() => withdrawNotice(gone.id).then(reload)}>
          {gone.title}
        </Confirm>
      )}
    </ConsolePage>
  );
}

function columns(withdraw: ((notice: AdminNotice) => void) | null): Column<AdminNotice>[] {
  return [
    {
      title: t("console.notice_title"),
      cell: (notice) => (
        <>
          {notice.title}
          <small>{notice.description}</small>
        </>
      ),
    },
    { title: t("console.notice_audience"), cell: (notice) => <Mark>{t(`console.notice_for_${notice.audience}`)}</Mark> },
    { title: t("console.created"), cell: (notice) => dateTime(notice.create_at) },
    { title: t("console.notice_ends"), cell: (notice) => dateTime(notice.ends_at) },
    { title: t("console.notice_views"), end: true, cell: (notice) => number(notice.views) },
    {
      title: t("common.more"),
      hideTitle: true,
      end: true,
      cell: (notice) =>
        withdraw && (
          <Button size="s" tone="quiet" icon={<Trash2 size={14} />} aria-label={t("console.notice_withdraw_one", { title: notice.title })} onClick={() => withdraw(notice)}>
            {t("common.remove")}
          </Button>
        ),
    },
  ];
}

const EMPTY = { title: "", description: "", audience: "all", action_text: "", action_url: "" };

function NewNotice({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [typed, setTyped] = useState(EMPTY);
  const [ends, setEnds] = useState("");
  const { busy, problem, run } = useTask();
  const set = (name: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) => setTyped({ ...typed, [name]: event.currentTarget.value });
  const publish = () =>
    run(async () => {
      const at = new Date(ends).getTime();
      await publishNotice({ ...typed, ends_at: Number.isNaN(at) ? 0 : at });
      change(showToast, t("console.notice_published"));
      onDone();
      onClose();
    });
  return (
    <FormDialog
      title={t("console.notice_new")}
      action={t("console.notice_publish")}
      size="m"
      steady
      busy={busy}
      disabled={typed.title.trim() === "" || typed.description.trim() === ""}
      onSubmit={publish}
      onClose={onClose}
    >
      <div className={styles.form}>
        <FormProblem>{problem}</FormProblem>
        <TextField label={t("console.notice_title")} maxLength={128} autoFocus value={typed.title} onChange={set("title")} />
        <TextArea label={t("console.notice_text")} hint={t("console.notice_text_hint")} maxLength={4000} value={typed.description} onChange={set("description")} />
        <Select label={t("console.notice_audience")} value={typed.audience} onChange={set("audience")}>
          <option value="all">{t("console.notice_for_all")}</option>
          <option value="admins">{t("console.notice_for_admins")}</option>
        </Select>
        <TextField label={t("console.notice_link")} type="url" placeholder="https://" maxLength={1024} value={typed.action_url} onChange={set("action_url")} />
        <TextField label={t("console.notice_link_text")} maxLength={64} value={typed.action_text} onChange={set("action_text")} />
        <TextField type="datetime-local" label={t("console.notice_ends")} hint={t("console.notice_ends_hint")} value={ends} onChange={(event) => setEnds(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
