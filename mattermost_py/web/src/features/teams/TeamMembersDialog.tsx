import { MoreHorizontal, Search, UserPlus } from "lucide-react";
import { useState } from "react";
import { VList } from "virtua";
import type { DialogProps } from "@/app/Dialogs";
import { removeTeamMember } from "@/client/teams";
import { openDirect, tried } from "@/features/channels/actions";
import { PersonRow } from "@/features/users";
import { usePeopleSearch } from "@/features/users/usePeopleSearch";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/Menu";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./TeamMembersDialog.module.css";

/** Who is in the team. */
export default function TeamMembersDialog({ id, onClose }: DialogProps) {
  const team = useApp((state) => state.teams.byId[id]);
  const [term, setTerm] = useState("");
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const found = usePeopleSearch(term, { teamId: id });
  const mayRemove = useApp((state) => can(state, "remove_user_from_team", { teamId: id }));
  const people = found?.filter((user) => !removed.includes(user.id)) ?? null;
  async function remove(user: User) {
    if (await tried(() => removeTeamMember(id, user.id))) setRemoved([...removed, user.id]);
  }
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
      {people === null ? (
        <Skeleton rows={6} avatar />
      ) : (
        <VList className={styles.list} role="list" aria-label={t("teams.members")}>
          {people.map((user) => (
            <div key={user.id} role="listitem" className={styles.row}>
              <PersonRow user={user} />
              <RowMenu user={user} onMessage={onClose} onRemove={mayRemove ? () => void remove(user) : undefined} />
            </div>
          ))}
        </VList>
      )}
    </Dialog>
  );
}

function RowMenu({ user, onMessage, onRemove }: { user: User; onMessage: () => void; onRemove: (() => void) | undefined }) {
  const isMe = useApp((state) => state.users.meId === user.id);
  if (isMe) return null;
  return (
    <Menu
      label={t("users.actions", { name: user.username })}
      placement="bottom-end"
      button={<IconButton size="s" label={t("users.actions", { name: user.username })} icon={<MoreHorizontal size={17} />} />}
    >
      <MenuItem
        onSelect={() => {
          onMessage();
          void openDirect(user.id);
        }}
      >
        {t("users.message")}
      </MenuItem>
      {onRemove && (
        <MenuItem danger onSelect={onRemove}>
          {t("teams.remove_member")}
        </MenuItem>
      )}
    </Menu>
  );
}
