import type { Role } from "@mattermost/types/roles";
import { Link } from "wouter";
import { everyRole } from "@/client/console";
import { t } from "@/i18n/t";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { pathTo } from "./pages";
import { Card, type Column, ConsolePage, DataTable } from "./parts";
import { SYSTEM_ROLES, titleOf } from "./roles";
import { useLoaded } from "./useLoaded";

const PLACES = ["team_admin", "team_user", "team_guest", "channel_admin", "channel_user", "channel_guest"];

/** The roles of the whole site, and those everybody has in teams and channels without a scheme of their own. */
export default function RolesPage() {
  const { value: roles, problem } = useLoaded("roles", everyRole);
  const inOrder = (names: readonly string[]) => names.flatMap((name) => roles?.find((role) => role.name === name) ?? []);
  const named = new Set<string>([...SYSTEM_ROLES, ...PLACES]);
  const others = roles?.filter((role) => role.built_in && !named.has(role.name)) ?? [];
  return (
    <ConsolePage title={t("console.page.roles")} lead={t("console.lead.roles")}>
      {problem !== "" ? (
        <FormProblem>{problem}</FormProblem>
      ) : roles === null ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <RoleCard title={t("console.roles_system")} lead={t("console.roles_system_lead")} roles={inOrder(SYSTEM_ROLES)} />
          <RoleCard title={t("console.roles_places")} lead={t("console.roles_places_lead")} roles={inOrder(PLACES)} />
          {others.length > 0 && <RoleCard title={t("console.roles_others")} lead={t("console.roles_others_lead")} roles={others} />}
        </>
      )}
    </ConsolePage>
  );
}

export function RoleCard({ title, lead, roles }: { title: string; lead: string; roles: readonly Role[] }) {
  const columns: Column<Role>[] = [
    { title: t("console.role"), cell: (role) => <Link to={pathTo("roles", role.id)}>{titleOf(role)}</Link> },
    { title: t("console.id"), cell: (role) => <code>{role.name}</code> },
    { title: t("console.permissions"), end: true, cell: (role) => role.permissions.length },
  ];
  return (
    <Card title={title} lead={lead}>
      <DataTable label={title} columns={columns} rows={roles} keyOf={(role) => role.id} empty="" />
    </Card>
  );
}
