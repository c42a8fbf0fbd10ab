import { useState } from "react";
import { Link } from "wouter";
import { teamPage } from "@/client/console";
import { busiestChannels, type BusyChannel, type Figure, figures as fetchFigures, type FigureSet, storedBytes } from "@/client/operations";
import { t } from "@/i18n/t";
import { Select } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { Chart } from "./Chart";
import styles from "./Figures.module.css";
import { bytes, number } from "./format";
import { pathTo } from "./pages";
import { Card, type Column, ConsolePage, DataTable, Toolbar } from "./parts";
import { useLoaded } from "./useLoaded";

/** Which figures are shown, in this order. */
const SHOWN = [
  "unique_user_count", "daily_active_users", "monthly_active_users", "inactive_user_count", "team_count", "channel_open_count", "channel_private_count", "post_count",
];
const ALSO = ["total_websocket_connections", "session_count", "file_post_count", "hashtag_post_count", "incoming_webhook_count", "outgoing_webhook_count", "command_count"];
const SERIES: readonly FigureSet[] = ["post_counts_day", "user_counts_with_posts_day", "bot_post_counts_day"];

/** How much the site is used. */
export default function StatisticsPage() {
  const [teamId, setTeamId] = useState("");
  const teams = useLoaded("teams", () => teamPage("", 0));
  return (
    <ConsolePage title={t("console.page.statistics")} lead={t("console.lead.statistics")}>
      {(teams.value?.teams.length ?? 0) > 1 && (
        <Toolbar>
          <Select label={t("console.team")} hideLabel value={teamId} onChange={(event) => setTeamId(event.currentTarget.value)}>
            <option value="">{t("console.whole_site")}</option>
            {teams.value?.teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.display_name}
              </option>
            ))}
          </Select>
        </Toolbar>
      )}
      <Numbers teamId={teamId} />
      <BusiestChannels teamId={teamId} />
      {SERIES.map((name) => (
        <Series key={name} name={name} teamId={teamId} />
      ))}
    </ConsolePage>
  );
}

function Numbers({ teamId }: { teamId: string }) {
  const standard = useLoaded(`standard/${teamId}`, () => fetchFigures("standard", teamId));
  const extra = useLoaded(`extra/${teamId}`, () => fetchFigures("extra_counts", teamId));
  const stored = useLoaded("stored", storedBytes);
  if (standard.problem !== "") return <FormProblem>{standard.problem}</FormProblem>;
  if (standard.value === null) return <Skeleton rows={3} />;
  const held = new Map([...standard.value, ...(extra.value ?? [])].map((figure: Figure) => [figure.name, figure.value]));
  const known = (names: readonly string[]) => names.filter((name) => held.has(name)).map((name) => ({ name, text: number(held.get(name) ?? 0) }));
  const tiles = [...known(SHOWN), ...(stored.value ? [{ name: "stored", text: bytes(stored.value.bytes) }] : []), ...known(ALSO)];
  return (
    <dl className={styles.figures}>
      {tiles.map((tile) => (
        <div key={tile.name} className={styles.figure}>
          <dt>{t(`console.figure.${tile.name}`)}</dt>
          <dd>{tile.text}</dd>
        </div>
      ))}
    </dl>
  );
}

function BusiestChannels({ teamId }: { teamId: string }) {
  const { value, problem } = useLoaded(`busiest/${teamId}`, () => busiestChannels(teamId));
  const columns: Column<BusyChannel>[] = [
    { title: t("console.channel"), cell: (channel) => <Link to={pathTo("channels", channel.id)}>{channel.display_name}</Link> },
    { title: t("console.team"), cell: (channel) => channel.team_display_name },
    { title: t("console.writers"), end: true, cell: (channel) => number(channel.writers) },
    { title: t("console.posts"), end: true, cell: (channel) => number(channel.posts) },
  ];
  return (
    <Card title={t("console.busiest")} lead={t("console.busiest_lead")}>
      <DataTable label={t("console.busiest")} columns={columns} rows={value} keyOf={(channel) => channel.id} problem={problem} empty={t("console.busiest_none")} />
    </Card>
  );
}

function Series({ name, teamId }: { name: FigureSet; teamId: string }) {
  const { value, problem } = useLoaded(`${name}/${teamId}`, () => fetchFigures(name, teamId));
  const title = t(`console.figure.${name}`);
  return (
    <Card title={title}>
      {problem !== "" ? <FormProblem>{problem}</FormProblem> : value === null ? <Skeleton rows={3} /> : <Chart title={title} figures={value} />}
    </Card>
  );
}
