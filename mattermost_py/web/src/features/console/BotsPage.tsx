import type { Bot } from "@mattermost/types/bots";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { bots as fetchBots, type BotWords, createBot, PAGE_SIZE, setBotEnabled } from "@/client/console";
import { usersByIds } from "@/client/users";
import { tried } from "@/features/channels/actions";
import { t, tRich } from "@/i18n/t";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { BotFields } from "./BotForm";
import { day } from "./format";
import styles from "./Parts.module.css";
import { pathTo, settingsPath } from "./pages";
import { type Column, ConsolePage, DataTable, Mark, Pager } from "./parts";
import { useLoaded } from "./useLoaded";

type OwnedBot = Bot & { owner: string };

/** Accounts that programs speak through. */
export default function BotsPage() {
  const [page, setPage] = useState(0);
  const { value, problem, reload } = useLoaded(String(page), () => owned(page));
  const [adding, setAdding] = useState(false);
  const areMade = useApp((state) => isEnabled(state, "EnableBotAccountCreation"));
  const mayCreate = useApp((state) => can(state, "create_bot")) && areMade;
  const mayManage = useApp((state) => can(state, "manage_others_bots"));
  const columns: Column<OwnedBot>[] = [
    {
      title: t("common.bot"),
      cell: (bot) => (
        <Link to={pathTo("bots", bot.user_id)}>
          {bot.display_name || bot.username}
          <small>@{bot.username}</small>
        </Link>
      ),
    },
    { title: t("console.description"), cell: (bot) => bot.description ?? "" },
    { title: t("console.owner"), cell: (bot) => bot.owner },
    { title: t("console.created"), cell: (bot) => day(bot.create_at) },
    { title: t("console.state"), cell: (bot) => (bot.delete_at === 0 ? <Mark tone="good">{t("console.active")}</Mark> : <Mark>{t("console.inactive")}</Mark>) },
    {
      title: t("common.more"),
      hideTitle: true,
      end: true,
      cell: (bot) =>
        mayManage && (
          <Button size="s" onClick={() => void tried(() => setBotEnabled(bot.user_id, bot.delete_at > 0)).then(reload)}>
            {t(bot.delete_at > 0 ? "console.enable" : "console.disable")}
          </Button>
        ),
    },
  ];
  return (
    <ConsolePage
      title={t("console.page.bots")}
      lead={
        areMade ? (
          t("console.lead.bots")
        ) : (
          <>
            {t("console.lead.bots")} {tRich("console.bots_off", { a: (words) => <Link to={settingsPath("ServiceSettings", "EnableBotAccountCreation")}>{words}</Link> })}
          </>
        )
      }
      actions={
        mayCreate && (
          <Button tone="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
            {t("console.bot_new")}
          </Button>
        )
      }
    >
      <DataTable label={t("console.page.bots")} columns={columns} rows={value} keyOf={(bot) => bot.user_id} problem={problem} empty={t("console.no_bots")} />
      <Pager page={page} hasMore={value?.length === PAGE_SIZE} onPage={setPage} />
      {adding && <NewBot onClose={() => setAdding(false)} />}
    </ConsolePage>
  );
}

function NewBot({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState<BotWords>({ username: "", display_name: "", description: "" });
  const [, navigate] = useLocation();
  const { busy, problem, run } = useTask();
  const create = () =>
    run(async () => {
      const made = await createBot(words);
      onClose();
      navigate(pathTo("bots", made.user_id));
    });
  return (
    <FormDialog title={t("console.bot_new")} action={t("console.create")} size="m" busy={busy} disabled={words.username === ""} onSubmit={create} onClose={onClose}>
      <div className={styles.form}>
        <p className={styles.muted}>{t("console.bot_new_lead")}</p>
        <BotFields words={words} isNew onChange={setWords} />
        <FormProblem>{problem}</FormProblem>
      </div>
    </FormDialog>
  );
}

/** Bots with the names of their owners; what owns a bot may be a plugin, which only has an id. */
async function owned(page: number): Promise<OwnedBot[]> {
  const bots = await fetchBots(page);
  const ids = [...new Set(bots.map((bot) => bot.owner_id))].filter((id) => /^[a-z0-9]{26}$/.test(id));
  const names = new Map((ids.length === 0 ? [] : await usersByIds(ids)).map((user) => [user.id, `@${user.username}`]));
  return bots.map((bot) => ({ ...bot, owner: names.get(bot.owner_id) ?? bot.owner_id }));
}
