/** Roles and permissions by the names people know them by, sorted into groups. */
import type { Role } from "@mattermost/types/roles";
import { hasWords, t } from "@/i18n/t";
import { spelledOut } from "./format";

/** Roles people hold on the whole site, the mightiest first. */
export const SYSTEM_ROLES = [
  "system_admin", "system_manager", "system_user_manager", "system_read_only_admin", "system_custom_group_admin",
  "system_user_access_token", "system_post_all", "system_post_all_public", "system_user", "system_guest",
] as const;

/** What somebody may be given besides being a member or a guest. */
export const GIVEN_ROLES = SYSTEM_ROLES.filter((name) => name !== "system_user" && name !== "system_guest");

export function roleTitle(name: string): string {
  const key = `console.role.${name}`;
  return hasWords(key) ? t(key) : spelledOut(name);
}

/** A role's title, with the scheme's own name for the role of a scheme. */
export function titleOf(role: Role): string {
  return role.built_in || hasWords(`console.role.${role.name}`) ? roleTitle(role.name) : role.display_name || role.name;
}

const GROUPS: readonly [group: string, pattern: RegExp][] = [
  ["console_read", /^sysconsole_read_/],
  ["console_write", /^sysconsole_write_/],
  ["playbooks", /playbook|^run_/],
  ["bookmarks", /bookmark/],
  ["groups", /group/],
  ["integrations", /webhook|slash_command|oauth|bot|integration|outgoing|token|secure_connections|shared_channels/],
  ["jobs", /job$|^(read|manage)_jobs$|purge_|test_|recycle|reload|invalidate_caches|_cert|saml|ldap|elasticsearch/],
  ["posts", /post|reaction|emoji|upload|mention|public_link|draft|content/],
  ["channels", /channel/],
  ["teams", /team|invite/],
  ["people", /user|guest|member|role|view_/],
];

export interface PermissionGroup {
  name: string;
  permissions: readonly string[];
}

/** All permissions there are, each in the first group that fits; what fits none is the site's. */
export function grouped(permissions: readonly string[]): PermissionGroup[] {
  const found = new Map<string, string[]>(["posts", "channels", "teams", "people", "bookmarks", "groups", "integrations", "playbooks", "jobs", "system", "console_read", "console_write"].map((name) => [name, []]));
  for (const permission of [...permissions].sort()) {
    const group = GROUPS.find(([, pattern]) => pattern.test(permission))?.[0] ?? "system";
    found.get(group)?.push(permission);
  }
  return [...found].filter(([, all]) => all.length > 0).map(([name, all]) => ({ name, permissions: all }));
}
