import { Download } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "wouter";
import { countUsers, exportUsers, PAGE_SIZE, type ReportedUser, reportedUsers, type UserFilter, type UserPlace } from "@/client/console";
import { tried } from "@/features/channels/actions";
import { PersonRow } from "@/features/users";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Select } from "@/ui/Field";
import { capital, dateTime, number } from "./format";
import { pathTo } from "./pages";
import { type Column, ConsolePage, DataTable, Mark, Pager, SearchField, Toolbar } from "./parts";
import { roleTitle, SYSTEM_ROLES } from "./roles";
import { NO_TEAM, TeamChoice } from "./TeamChoice";
import { useLoaded, useSettled } from "./useLoaded";

type Activity = "all" | "active" | "inactive";

/** Everybody with an account. */
export default function UsersPage() {
  const [params] = useSearchParams();
  const [term, setTerm] = useState("");
  const [role, setRole] = useState(params.get("role") ?? "");
  const [activity, setActivity] = useState<Activity>("all");
  const [teamId, setTeamId] = useState("");
  const filter: UserFilter = {
    search_term: useSettled(term).toLowerCase(),
    role_filter: role,
    hide_active: activity === "inactive",
    hide_inactive: activity === "active",
    ...(teamId === "" ? {} : teamId === NO_TEAM ? { has_no_team: true } : { team_filter: teamId }),
  };
  const mayExport = useApp((state) => can(state, "manage_system"));
  async function startExport() {
    if (await tried(() => exportUsers(filter))) change(showToast, t("console.export_started"));
  }
  return (
    <ConsolePage
      title={t("console.page.users")}
      lead={t("console.lead.users")}
      actions={
        mayExport && (
          <Button icon={<Download size={15} />} onClick={() => void startExport()}>
            {t("console.export")}
          </Button>
        )
      }
    >
      <Toolbar>
        <SearchField label={t("console.find_user")} value={term} onChange={setTerm} />
        <Select label={t("console.role")} hideLabel value={role} onChange={(event) => setRole(event.currentTarget.value)}>
          <option value="">{t("console.any_role")}</option>
          {SYSTEM_ROLES.map((name) => (
            <option key={name} value={name}>
              {roleTitle(name)}
            </option>
          ))}
        </Select>
        <Select label={t("console.state")} hideLabel value={activity} onChange={(event) => setActivity(event.currentTarget.value as Activity)}>
          <option value="all">{t("console.any_state")}</option>
          <option value="active">{capital(t("console.active"))}</option>
          <option value="inactive">{capital(t("console.inactive"))}</option>
        </Select>
        <TeamChoice value={teamId} withNone onChange={setTeamId} />
      </Toolbar>
      <Rows key={JSON.stringify(filter)} filter={filter} />
    </ConsolePage>
  );
}

/** The pages of one search; a page begins behind the last person of the one before. */
function Rows({ filter }: { filter: UserFilter }) {
  const [places, setPlaces] = useState<readonly (UserPlace | null)[]>([null]);
  const place = places.at(-1) ?? null;
  const users = useLoaded(JSON.stringify([filter, place]), () => reportedUsers(filter, place));
  const total = useLoaded(JSON.stringify(filter), () => countUsers(filter));
  const last = users.value?.at(-1);
  function turn(page: number) {
    if (page < places.length) setPlaces(places.slice(0, page + 1));
    else if (last) setPlaces([...places, { from_column_value: last.username, from_id: last.id }]);
  }
  return (
    <>
      <DataTable label={t("console.page.users")} columns={columns()} rows={users.value} keyOf={(user) => user.id} problem={users.problem} empty={t("console.no_users")} />
      <Pager page={places.length - 1} hasMore={users.value?.length === PAGE_SIZE} total={total.value ?? undefined} onPage={turn} />
    </>
  );
}

function columns(): Column<ReportedUser>[] {
  return [
    {
      title: t("console.person"),
      cell: (user) => (
        <Link to={pathTo("users", user.id)}>
          <PersonRow user={user} />
        </Link>
      ),
    },
    { title: t("settings.email"), cell: (user) => user.email },
    { title: t("console.roles"), cell: (user) => user.roles.split(" ").filter((name) => name !== "system_user").map(roleTitle).join(", ") },
    { title: t("console.last_active"), cell: (user) => dateTime(user.last_status_at) },
    { title: t("console.posts"), end: true, cell: (user) => number(user.total_posts ?? 0) },
    { title: t("console.state"), end: true, cell: (user) => (user.delete_at === 0 ? <Mark tone="good">{t("console.active")}</Mark> : <Mark>{t("console.inactive")}</Mark>) },
  ];
}
