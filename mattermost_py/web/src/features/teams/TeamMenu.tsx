import { ChevronDown, DoorOpen, LogOut, Plus, Settings, UserPlus, Users } from "lucide-react";
import { go } from "@/app/paths";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import styles from "./TeamMenu.module.css";

/** The team's name, which opens what one can do with the team. */
export function TeamMenu({ teamId }: { teamId: string }) {
  const name = useApp((state) => state.teams.byId[teamId]?.display_name ?? "");
  const mayInvite = useApp((state) => can(state, "invite_user", { teamId }) || can(state, "add_user_to_team", { teamId }));
  const mayManage = useApp((state) => can(state, "manage_team", { teamId }));
  const mayCreate = useApp((state) => can(state, "create_team"));
  const button = (
    <button type="button" className={styles.team}>
      <span className={styles.name}>{name}</span>
      <ChevronDown size={15} aria-hidden="true" />
    </button>
  );
  return (
    <Menu label={t("teams.menu", { team: name })} button={button}>
      {mayInvite && (
        <MenuItem icon={<UserPlus size={16} />} onSelect={() => change(openDialog, "invite", teamId)}>
          {t("teams.invite")}
        </MenuItem>
      )}
      <MenuItem icon={<Users size={16} />} onSelect={() => change(openDialog, "team-members", teamId)}>
        {t("teams.members")}
      </MenuItem>
      {mayManage && (
        <MenuItem icon={<Settings size={16} />} onSelect={() => change(openDialog, "team-settings", teamId)}>
          {t("teams.settings")}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={<DoorOpen size={16} />} onSelect={() => go("/select_team")}>
        {t("teams.join_another")}
      </MenuItem>
      {mayCreate && (
        <MenuItem icon={<Plus size={16} />} onSelect={() => go("/create_team")}>
          {t("teams.create_new")}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={<LogOut size={16} />} danger onSelect={() => change(openDialog, "leave-team", teamId)}>
        {t("teams.leave")}
      </MenuItem>
    </Menu>
  );
}
