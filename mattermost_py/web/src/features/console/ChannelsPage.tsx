import { Globe, Lock } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { type ChannelFilter, channelPage, type ChannelWithTeam, PAGE_SIZE } from "@/client/console";
import { t } from "@/i18n/t";
import { Select } from "@/ui/Field";
import { allPages, downloadCsv, moment } from "./csv";
import { ExportButton } from "./ExportButton";
import styles from "./Parts.module.css";
import { capital, day, number } from "./format";
import { pathTo } from "./pages";
import { type Column, ConsolePage, DataTable, Mark, Pager, SearchField, Toolbar } from "./parts";
import { TeamChoice } from "./TeamChoice";
import { useLoaded, useSettled } from "./useLoaded";

type Kind = "all" | "public" | "private" | "archived";

/** Every channel of every team. */
export default function ChannelsPage() {
  const [term, setTerm] = useState("");
  const [kind, setKind] = useState<Kind>("all");
  const [teamId, setTeamId] = useState("");
  const filter: ChannelFilter = {
    term: useSettled(term),
    ...(teamId === "" ? {} : { team_ids: [teamId] }),
    public: kind === "public",
    private: kind === "private",
    deleted: kind === "archived",
  };
  return (
    <ConsolePage title={t("console.page.channels")} lead={t("console.lead.channels")} actions={<ExportButton make={() => exportChannels(filter)} />}>
      <Toolbar>
        <SearchField label={t("console.find_channel")} value={term} onChange={setTerm} />
        <Select label={t("console.kind")} hideLabel value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          <option value="all">{t("console.any_kind")}</option>
          <option value="public">{capital(t("console.public"))}</option>
          <option value="private">{capital(t("console.private"))}</option>
          <option value="archived">{capital(t("console.archived"))}</option>
        </Select>
        <TeamChoice value={teamId} onChange={setTeamId} />
      </Toolbar>
      <Rows key={JSON.stringify(filter)} filter={filter} />
    </ConsolePage>
  );
}

async function exportChannels(filter: ChannelFilter): Promise<void> {
  const channels = await allPages(PAGE_SIZE, async (page) => (await channelPage(filter, page)).channels);
  const rows = channels.map((one) => [one.id, one.name, one.display_name, one.type, one.team_name, one.total_msg_count, moment(one.create_at), moment(one.last_post_at), moment(one.delete_at)]);
  downloadCsv("channels", [["Id", "Name", "DisplayName", "Type", "Team", "Posts", "CreateAt", "LastPostAt", "DeleteAt"], ...rows]);
}

function Rows({ filter }: { filter: ChannelFilter }) {
  const [page, setPage] = useState(0);
  const { value, problem } = useLoaded(JSON.stringify([filter, page]), () => channelPage(filter, page));
  const total = value?.total_count;
  return (
    <>
      <DataTable label={t("console.page.channels")} columns={columns()} rows={value?.channels ?? null} keyOf={(channel) => channel.id} problem={problem} empty={t("console.no_channels")} />
      <Pager page={page} hasMore={(page + 1) * PAGE_SIZE < (total ?? 0)} total={total} onPage={setPage} />
    </>
  );
}

function columns(): Column<ChannelWithTeam>[] {
  return [
    {
      title: t("console.channel"),
      cell: (channel) => (
        <Link to={pathTo("channels", channel.id)}>
          <span className={styles.thing}>
            {channel.type === "P" ? <Lock size={15} aria-label={t("console.private")} /> : <Globe size={15} aria-label={t("console.public")} />}
            <span>{channel.display_name}</span>
          </span>
        </Link>
      ),
    },
    { title: t("console.team"), cell: (channel) => channel.team_display_name },
    { title: t("console.posts"), end: true, cell: (channel) => number(channel.total_msg_count) },
    { title: t("console.created"), cell: (channel) => day(channel.create_at) },
    { title: t("console.state"), end: true, cell: (channel) => (channel.delete_at === 0 ? <Mark tone="good">{t("console.active")}</Mark> : <Mark>{t("console.archived")}</Mark>) },
  ];
}
