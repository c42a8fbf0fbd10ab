import { Search, UserPlus } from "lucide-react";
import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { removeTeamMember, setTeamAdmin, teamMembersByIds } from "@/client/teams";
import { listUsers, searchUsers } from "@/client/users";
import { tried } from "@/features/channels/actions";
import { MemberList } from "@/features/users/MemberList";
import { usePeoplePages } from "@/features/users/usePeoplePages";
import { t } from "@/i18n/t";
import { loadPresences } from "@/load/users";
import type { ById, User } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { MenuItem } from "@/ui/Menu";
import styles from "./TeamMembersDialog.module.css";

/** Who is in the team; with the right to, removes and appoints. */
export default function TeamMembersDialog({ id, onClose }: DialogProps) {
  const team = useApp((state) => state.teams.byId[id]);
  const [term, setTerm] = useState("");
  const { people, more, isAdmin, appoint, remove } = useTeamMembers(id, term);
  const mayRemove = useApp((state) => can(state, "remove_user_from_team", { teamId: id }));
  const mayAppoint = useApp((state) => can(state, "manage_team_roles", { teamId: id }));
  return (
    <Dialog title={t("teams.members_of", { team: team?.display_name ?? "" })} onClose={onClose} bare>
      <div className={styles.tools}>
        <div className={styles.search}>
          <TextField label={t("users.search")} hideLabel autoFocus leading={<Search size={15} />} placeholder={t("users.search")} value={term} onChange={(event) => setTerm(event.currentTarget.value)} />
        </div>
        <Button icon={<UserPlus size={16} />} onClick={() => change(openDialog, "invite", id)}>
          {t("teams.invite")}
        </Button>
      </div>
      <div className={styles.list}>
        <MemberList
          people={people}
          label={t("teams.members")}
          isAdmin={isAdmin}
          actions={(user) => (
            <>
              {mayAppoint && <MenuItem onSelect={() => void appoint(user)}>{t(isAdmin(user) ? "channels.make_member" : "teams.make_admin")}</MenuItem>}
              {mayRemove && (
                <MenuItem danger onSelect={() => void remove(user)}>
                  {t("teams.remove_member")}
                </MenuItem>
              )}
            </>
          )}
          onEnd={more}
          onMessage={onClose}
        />
      </div>
    </Dialog>
  );
}

function useTeamMembers(teamId: string, term: string) {
  const [admins, setAdmins] = useState<ById<boolean>>({});
  const [removed, setRemoved] = useState<ById<true>>({});
  const { people, more } = usePeoplePages(teamId, term, null, async (page, word) => {
    const users = await (word === "" ? listUsers({ in_team: teamId }, page) : searchUsers({ term: word, team_id: teamId, limit: 100 }));
    const ids = users.map((user) => user.id);
    const members = ids.length === 0 ? [] : await teamMembersByIds(teamId, ids);
    setAdmins((known) => ({ ...known, ...Object.fromEntries(members.map((member) => [member.user_id, member.scheme_admin])) }));
    void loadPresences(ids).catch(() => undefined);
    return users;
  });
  const isAdmin = (user: User) => admins[user.id] ?? false;
  async function appoint(user: User) {
    if (await tried(() => setTeamAdmin(teamId, user.id, !isAdmin(user)))) setAdmins((known) => ({ ...known, [user.id]: !isAdmin(user) }));
  }
  async function remove(user: User) {
    if (await tried(() => removeTeamMember(teamId, user.id))) setRemoved((known) => ({ ...known, [user.id]: true }));
  }
  return { people: people?.filter((user) => !(user.id in removed)) ?? null, more, isAdmin, appoint, remove };
}
