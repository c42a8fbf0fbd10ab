/** Every page of the console: where it is, what it is called, and who may open it. */
import {
  Activity, Bot, Boxes, CalendarClock, ChartColumn, ClipboardList, FolderInput, Hash, History, KeyRound, Layers, LifeBuoy, ListChecks, ListPlus, Megaphone, PackageOpen, Palette, Rocket, ScrollText, ShieldCheck, User, Users, UsersRound,
} from "lucide-react";
import type { ComponentType } from "react";
import { type LateView, late } from "@/ui/late";

export const CONSOLE = "/admin_console";

export interface PageProps {
  /** What the page is about, if it is about one thing of a list. */
  id: string;
}

export interface PageEntry {
  path: string;
  name: string;
  icon: ComponentType<{ size: number }>;
  /** One of these permissions opens it. */
  needs: readonly string[];
  List: LateView<PageProps>;
  /** The page of one thing, if it has its own. */
  One?: LateView<PageProps>;
}

export interface PageGroup {
  name: string;
  pages: readonly PageEntry[];
}

export const GROUPS: readonly PageGroup[] = [
  {
    name: "overview",
    pages: [
      { path: "reporting/statistics", name: "statistics", icon: ChartColumn, needs: ["get_analytics"], List: late(() => import("./StatisticsPage")) },
      { path: "reporting/health", name: "health", icon: Activity, needs: ["manage_system"], List: late(() => import("./HealthPage")) },
      { path: "setup", name: "setup", icon: Rocket, needs: ["manage_system"], List: late(() => import("./SetupPage")) },
      { path: "site/maintenance", name: "maintenance", icon: CalendarClock, needs: ["manage_system"], List: late(() => import("./MaintenancePage")) },
      { path: "site/notices", name: "notices", icon: Megaphone, needs: ["sysconsole_read_site_notices"], List: late(() => import("./NoticesPage")) },
      { path: "site/branding", name: "branding", icon: Palette, needs: ["edit_brand"], List: late(() => import("./BrandingPage")) },
    ],
  },
  {
    name: "people",
    pages: [
      {
        path: "user_management/users", name: "users", icon: User, needs: ["sysconsole_read_user_management_users"],
        List: late(() => import("./UsersPage")), One: late(() => import("./UserPage")),
      },
      {
        path: "user_management/teams", name: "teams", icon: UsersRound, needs: ["sysconsole_read_user_management_teams"],
        List: late(() => import("./TeamsPage")), One: late(() => import("./TeamPage")),
      },
      {
        path: "user_management/channels", name: "channels", icon: Hash, needs: ["sysconsole_read_user_management_channels"],
        List: late(() => import("./ChannelsPage")), One: late(() => import("./ChannelPage")),
      },
      {
        path: "user_management/groups", name: "groups", icon: Users, needs: ["sysconsole_read_user_management_groups"],
        List: late(() => import("./GroupsPage")), One: late(() => import("./GroupPage")),
      },
      { path: "user_management/attributes", name: "attributes", icon: ListPlus, needs: ["manage_system"], List: late(() => import("./AttributesPage")) },
      {
        path: "integrations/bots", name: "bots", icon: Bot, needs: ["read_others_bots"],
        List: late(() => import("./BotsPage")), One: late(() => import("./BotPage")),
      },
      { path: "integrations/tokens", name: "tokens", icon: KeyRound, needs: ["manage_system"], List: late(() => import("./TokensPage")) },
    ],
  },
  {
    name: "rights",
    pages: [
      {
        path: "user_management/roles", name: "roles", icon: ShieldCheck, needs: ["manage_system"],
        List: late(() => import("./RolesPage")), One: late(() => import("./RolePage")),
      },
      {
        path: "user_management/schemes", name: "schemes", icon: Layers, needs: ["sysconsole_read_user_management_permissions"],
        List: late(() => import("./SchemesPage")), One: late(() => import("./SchemePage")),
      },
    ],
  },
  {
    name: "work",
    pages: [
      { path: "environment/jobs", name: "jobs", icon: ListChecks, needs: ["read_jobs"], List: late(() => import("./JobsPage")) },
      { path: "environment/export", name: "export", icon: PackageOpen, needs: ["manage_system"], List: late(() => import("./ExportPage")) },
      { path: "environment/import", name: "import", icon: FolderInput, needs: ["manage_system"], List: late(() => import("./ImportPage")) },
      { path: "reporting/server_logs", name: "logs", icon: ScrollText, needs: ["get_logs"], List: late(() => import("./LogsPage")) },
      { path: "compliance/audits", name: "audits", icon: ClipboardList, needs: ["read_audits"], List: late(() => import("./AuditsPage")) },
      { path: "environment/history", name: "history", icon: History, needs: ["manage_system"], List: late(() => import("./HistoryPage")) },
      { path: "about/support", name: "support", icon: LifeBuoy, needs: ["manage_system"], List: late(() => import("./SupportPage")) },
    ],
  },
];

/** The order in which the groups of settings stand; groups it does not name follow. */
export const SETTING_GROUPS = ["service", "site", "sign_in", "delivery", "storage", "operations", "governance", "experiments", "ours"];

export const SETTINGS_ICON = Boxes;

export const pagePath = (page: PageEntry, id = ""): string => `${CONSOLE}/${page.path}${id === "" ? "" : `/${id}`}`;

export const settingsPath = (section: string, key = ""): string => `${CONSOLE}/settings/${section}${key === "" ? "" : `?key=${key}`}`;

const EVERY_PAGE = GROUPS.flatMap((group) => group.pages);

/** The address of a page, by its name. */
export function pathTo(name: string, id = ""): string {
  const page = EVERY_PAGE.find((one) => one.name === name);
  return page ? pagePath(page, id) : CONSOLE;
}

/** The permissions of which one opens the console at all. */
export const ENTRANCE: readonly string[] = [...new Set(EVERY_PAGE.flatMap((page) => page.needs))];
