import { useState } from "react";
import {
  addChannelMember, archiveChannel, channel as fetchChannel, channelMembersByIds, patchChannel, removeChannelMember, restoreChannel, setChannelAdmin, setPrivacy,
} from "@/client/channels";
import { setChannelScheme, usersIn } from "@/client/console";
import { team as fetchTeam } from "@/client/teams";
import { t } from "@/i18n/t";
import type { Channel } from "@/state/model";
import { DEFAULT_CHANNEL } from "@/state/channels";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { TextArea, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import { dateTime, number } from "./format";
import { type Member, MembersCard } from "./MembersCard";
import { ModerationCard } from "./ModerationCard";
import { type PageProps, pathTo } from "./pages";
import { Card, ConsolePage, Facts, Mark } from "./parts";
import { SchemeChoice } from "./SchemeChoice";
import { useLoaded } from "./useLoaded";

type Deed = "archive" | "restore" | "private" | "public";

/** One channel: its names, who may do what in it, who is in it. */
export default function ChannelPage({ id }: PageProps) {
  const { value: channel, problem, reload } = useLoaded(id, () => fetchChannel(id));
  const mayWrite = useApp((state) => can(state, "sysconsole_write_user_management_channels"));
  const [asking, setAsking] = useState<Deed | null>(null);
  const back = { to: pathTo("channels"), text: t("console.page.channels") };
  if (channel === null) {
    return (
      <ConsolePage title={t("console.channel")} back={back}>
        {problem === "" ? <Skeleton rows={5} /> : <FormProblem>{problem}</FormProblem>}
      </ConsolePage>
    );
  }
  const isArchived = channel.delete_at > 0;
  const isDefault = channel.name === DEFAULT_CHANNEL;
  const deeds: Deed[] = isDefault ? [] : isArchived ? ["restore"] : [channel.type === "P" ? "public" : "private", "archive"];
  const mayChange = mayWrite && !isArchived;
  return (
    <ConsolePage
      title={channel.display_name}
      back={back}
      actions={
        mayWrite &&
        deeds.map((deed) => (
          <Button key={deed} tone={deed === "archive" ? "danger" : "plain"} onClick={() => setAsking(deed)}>
            {t(`console.do.${deed}_channel`)}
          </Button>
        ))
      }
    >
      <div className={styles.cards}>
        <Profile key={channel.update_at} channel={channel} mayWrite={mayChange} onDone={reload} />
        <FactsCard channel={channel} mayWrite={mayChange} onDone={reload} />
      </div>
      {!isArchived && <ModerationCard channelId={channel.id} mayWrite={mayWrite} />}
      <MembersCard
        id={channel.id}
        load={(page) => members(channel.id, page)}
        scope={{ teamId: channel.team_id, notInChannelId: channel.id }}
        add={mayChange ? (users) => Promise.all(users.map((user) => addChannelMember(channel.id, user.id))) : undefined}
        remove={mayChange && !isDefault ? (user) => removeChannelMember(channel.id, user.id) : undefined}
        setAdmin={mayChange ? (user, isAdmin) => setChannelAdmin(channel.id, user.id, isAdmin) : undefined}
      />
      {asking && (
        <Confirm
          title={t(`console.do.${asking}_channel`)}
          action={t(`console.do.${asking}_channel`)}
          danger={asking === "archive"}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await perform(asking, channel.id);
            reload();
          }}
        >
          {t(`console.ask.${asking}_channel`, { name: channel.display_name })}
        </Confirm>
      )}
    </ConsolePage>
  );
}

function perform(deed: Deed, channelId: string): Promise<unknown> {
  if (deed === "archive") return archiveChannel(channelId);
  if (deed === "restore") return restoreChannel(channelId);
  return setPrivacy(channelId, deed === "private" ? "P" : "O");
}

async function members(channelId: string, page: number): Promise<Member[]> {
  const users = await usersIn({ in_channel: channelId }, page);
  const rows = users.length === 0 ? [] : await channelMembersByIds(channelId, users.map((user) => user.id));
  const admins = new Set(rows.filter((row) => row.scheme_admin).map((row) => row.user_id));
  return users.map((user) => ({ user, isAdmin: admins.has(user.id) }));
}

function FactsCard({ channel, mayWrite, onDone }: { channel: Channel; mayWrite: boolean; onDone: () => void }) {
  const { value: team } = useLoaded(channel.team_id, () => fetchTeam(channel.team_id));
  return (
    <Card title={t("console.facts")}>
      <Facts
        facts={[
          [t("console.team"), team?.display_name ?? ""],
          [t("console.address"), channel.name],
          [t("console.kind"), t(channel.type === "P" ? "console.private" : "console.public")],
          [t("console.state"), channel.delete_at > 0 ? <Mark>{t("console.archived")}</Mark> : <Mark tone="good">{t("console.active")}</Mark>],
          [t("console.posts"), number(channel.total_msg_count)],
          [t("console.last_post"), dateTime(channel.last_post_at)],
          [t("console.created"), dateTime(channel.create_at)],
          [t("console.id"), <code key="id">{channel.id}</code>],
        ]}
      />
      {mayWrite && <SchemeChoice scope="channel" value={channel.scheme_id} choose={(schemeId) => setChannelScheme(channel.id, schemeId)} onDone={onDone} />}
    </Card>
  );
}

function Profile({ channel, mayWrite, onDone }: { channel: Channel; mayWrite: boolean; onDone: () => void }) {
  const [draft, setDraft] = useState({ display_name: channel.display_name, purpose: channel.purpose, header: channel.header });
  const { busy, problem, run } = useTask();
  const isSame = draft.display_name === channel.display_name && draft.purpose === channel.purpose && draft.header === channel.header;
  const store = () =>
    run(async () => {
      await patchChannel(channel.id, draft);
      change(showToast, t("common.saved"));
      onDone();
    });
  return (
    <Card title={t("settings.profile")}>
      <TextField label={t("console.name")} maxLength={64} disabled={!mayWrite} value={draft.display_name} onChange={(event) => setDraft({ ...draft, display_name: event.currentTarget.value })} />
      <TextArea label={t("channels.purpose")} rows={2} maxLength={250} disabled={!mayWrite} value={draft.purpose} onChange={(event) => setDraft({ ...draft, purpose: event.currentTarget.value })} />
      <TextArea label={t("channels.header")} rows={2} maxLength={1024} disabled={!mayWrite} value={draft.header} onChange={(event) => setDraft({ ...draft, header: event.currentTarget.value })} />
      <FormProblem>{problem}</FormProblem>
      {mayWrite && (
        <div className={styles.actions}>
          <Button tone="primary" busy={busy} disabled={isSame || draft.display_name.trim() === ""} onClick={store}>
            {t("common.save")}
          </Button>
        </div>
      )}
    </Card>
  );
}
