import type { Bot } from "@mattermost/types/bots";
import { useState } from "react";
import { bot as fetchBot, giveBot, patchBot, setBotEnabled } from "@/client/console";
import { usersByIds } from "@/client/users";
import { AccessTokens } from "@/features/settings/AccessTokens";
import { PeoplePicker } from "@/features/users/PeoplePicker";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import { BotFields } from "./BotForm";
import { day } from "./format";
import styles from "./Parts.module.css";
import { type PageProps, pathTo } from "./pages";
import { Card, ConsolePage, Facts, Mark } from "./parts";
import { useLoaded } from "./useLoaded";

/** One bot: its words, its owner, and the tokens by which its program speaks. */
export default function BotPage({ id }: PageProps) {
  const { value: bot, problem, reload } = useLoaded(id, () => fetchBot(id));
  const mayManage = useApp((state) => can(state, "manage_others_bots"));
  const hasTokens = useApp((state) => isEnabled(state, "EnableUserAccessTokens") && can(state, "manage_system"));
  const [asking, setAsking] = useState(false);
  const back = { to: pathTo("bots"), text: t("console.page.bots") };
  if (bot === null) {
    return (
      <ConsolePage title={t("common.bot")} back={back}>
        {problem === "" ? <Skeleton rows={5} /> : <FormProblem>{problem}</FormProblem>}
      </ConsolePage>
    );
  }
  const isOn = bot.delete_at === 0;
  return (
    <ConsolePage
      title={bot.display_name || bot.username}
      lead={`@${bot.username}`}
      back={back}
      actions={
        mayManage && (
          <Button tone={isOn ? "danger" : "plain"} onClick={() => setAsking(true)}>
            {t(isOn ? "console.disable" : "console.enable")}
          </Button>
        )
      }
    >
      <div className={styles.cards}>
        {mayManage && <Words key={bot.update_at} bot={bot} onDone={reload} />}
        <About bot={bot} mayManage={mayManage} onDone={reload} />
      </div>
      {hasTokens && isOn && (
        <div className={styles.card}>
          <AccessTokens userId={bot.user_id} />
        </div>
      )}
      {asking && (
        <Confirm
          title={t(isOn ? "console.bot_disable" : "console.bot_enable")}
          action={t(isOn ? "console.disable" : "console.enable")}
          danger={isOn}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await setBotEnabled(bot.user_id, !isOn);
            reload();
          }}
        >
          {t(isOn ? "console.ask.disable_bot" : "console.ask.enable_bot", { name: bot.username })}
        </Confirm>
      )}
    </ConsolePage>
  );
}

function Words({ bot, onDone }: { bot: Bot; onDone: () => void }) {
  const held = { username: bot.username, display_name: bot.display_name ?? "", description: bot.description ?? "" };
  const [words, setWords] = useState(held);
  const { busy, problem, run } = useTask();
  const store = () =>
    run(async () => {
      await patchBot(bot.user_id, words);
      change(showToast, t("common.saved"));
      onDone();
    });
  return (
    <Card title={t("settings.profile")}>
      <BotFields words={words} onChange={setWords} />
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        <Button tone="primary" busy={busy} disabled={words.username === "" || JSON.stringify(words) === JSON.stringify(held)} onClick={store}>
          {t("common.save")}
        </Button>
      </div>
    </Card>
  );
}

function About({ bot, mayManage, onDone }: { bot: Bot; mayManage: boolean; onDone: () => void }) {
  const [giving, setGiving] = useState(false);
  const isOn = bot.delete_at === 0;
  const owner = useLoaded(bot.owner_id, () => ownerName(bot.owner_id));
  return (
    <Card
      title={t("console.facts")}
      actions={
        mayManage && (
          <Button size="s" onClick={() => setGiving(true)}>
            {t("console.bot_give")}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [t("console.state"), isOn ? <Mark tone="good">{t("console.active")}</Mark> : <Mark>{t("console.inactive")}</Mark>],
          [t("console.owner"), owner.value ?? ""],
          [t("console.created"), day(bot.create_at)],
          [t("console.id"), <code key="id">{bot.user_id}</code>],
        ]}
      />
      {giving && <GiveDialog bot={bot} onClose={() => setGiving(false)} onDone={onDone} />}
    </Card>
  );
}

/** What owns a bot may be a plugin, which only has an id. */
async function ownerName(id: string): Promise<string> {
  if (!/^[a-z0-9]{26}$/.test(id)) return id;
  const [owner] = await usersByIds([id]);
  return owner ? `@${owner.username}` : id;
}

function GiveDialog({ bot, onClose, onDone }: { bot: Bot; onClose: () => void; onDone: () => void }) {
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const { busy, problem, run } = useTask();
  const give = () =>
    run(async () => {
      await giveBot(bot.user_id, chosen[0]?.id ?? "");
      onDone();
      onClose();
    });
  return (
    <FormDialog title={t("console.bot_give_title", { name: bot.username })} action={t("console.bot_give_do")} size="m" busy={busy} disabled={chosen.length !== 1} onSubmit={give} onClose={onClose}>
      <FormProblem>{problem}</FormProblem>
      <PeoplePicker label={t("users.search")} scope={{}} most={1} chosen={chosen} onChange={setChosen} />
    </FormDialog>
  );
}
