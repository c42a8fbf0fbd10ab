import type { Team } from "@mattermost/types/teams";
import { Lock } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { type Entrance, PAGE_SIZE, teamPage } from "@/client/console";
import { teamIconUrl } from "@/client/teams";
import { t } from "@/i18n/t";
import { Avatar } from "@/ui/Avatar";
import { Select } from "@/ui/Field";
import { allPages, downloadCsv, moment } from "./csv";
import { ExportButton } from "./ExportButton";
import styles from "./Parts.module.css";
import { capital, day } from "./format";
import { pathTo } from "./pages";
import { type Column, ConsolePage, DataTable, Mark, Pager, SearchField, Toolbar } from "./parts";
import { useLoaded, useSettled } from "./useLoaded";

/** Every team of the site. */
export default function TeamsPage() {
  const [term, setTerm] = useState("");
  const [entrance, setEntrance] = useState<Entrance>("all");
  const settled = useSettled(term);
  return (
    <ConsolePage title={t("console.page.teams")} lead={t("console.lead.teams")} actions={<ExportButton make={() => exportTeams(settled, entrance)} />}>
      <Toolbar>
        <SearchField label={t("console.find_team")} value={term} onChange={setTerm} />
        <Select label={t("console.entrance")} hideLabel value={entrance} onChange={(event) => setEntrance(event.currentTarget.value as Entrance)}>
          <option value="all">{t("console.any_entrance")}</option>
          <option value="open">{capital(t("console.open"))}</option>
          <option value="invited">{capital(t("console.by_invitation"))}</option>
        </Select>
      </Toolbar>
      <Rows key={`${entrance}/${settled}`} term={settled} entrance={entrance} />
    </ConsolePage>
  );
}

async function exportTeams(term: string, entrance: Entrance): Promise<void> {
  const teams = await allPages(PAGE_SIZE, async (page) => (await teamPage(term, page, entrance)).teams);
  const rows = teams.map((team) => [team.id, team.name, team.display_name, team.description, team.allow_open_invite ? "open" : "invite", moment(team.create_at), moment(team.delete_at)]);
  downloadCsv("teams", [["Id", "Name", "DisplayName", "Description", "Entrance", "CreateAt", "DeleteAt"], ...rows]);
}

function Rows({ term, entrance }: { term: string; entrance: Entrance }) {
  const [page, setPage] = useState(0);
  const { value, problem } = useLoaded(`${term}/${entrance}/${page}`, () => teamPage(term, page, entrance));
  const total = value?.total_count;
  return (
    <>
      <DataTable label={t("console.page.teams")} columns={columns()} rows={value?.teams ?? null} keyOf={(team) => team.id} problem={problem} empty={t("console.no_teams")} />
      <Pager page={page} hasMore={(page + 1) * PAGE_SIZE < (total ?? 0)} total={total} onPage={setPage} />
    </>
  );
}

function columns(): Column<Team>[] {
  return [
    {
      title: t("console.team"),
      cell: (team) => (
        <Link to={pathTo("teams", team.id)}>
          <span className={styles.thing}>
            <Avatar src={teamIconUrl(team)} name={team.display_name} size={24} square />
            <span>
              {team.display_name}
              <small>{team.name}</small>
            </span>
          </span>
        </Link>
      ),
    },
    { title: t("console.description"), cell: (team) => team.description },
    {
      title: t("console.entrance"),
      cell: (team) =>
        team.allow_open_invite ? (
          t("console.open")
        ) : (
          <span>
            <Lock size={13} aria-hidden="true" style={{ display: "inline" }} /> {t("console.by_invitation")}
          </span>
        ),
    },
    { title: t("console.created"), cell: (team) => day(team.create_at) },
    { title: t("console.state"), end: true, cell: (team) => (team.delete_at === 0 ? <Mark tone="good">{t("console.active")}</Mark> : <Mark>{t("console.archived")}</Mark>) },
  ];
}
