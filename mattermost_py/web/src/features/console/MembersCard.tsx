import { MoreHorizontal, UserPlus } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { messageOf } from "@/client/http";
import { PAGE_SIZE } from "@/client/console";
import { PersonRow } from "@/features/users";
import { PeoplePicker } from "@/features/users/PeoplePicker";
import type { PeopleScope } from "@/features/users/usePeopleSearch";
import { tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/Menu";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import { pathTo } from "./pages";
import { Card, Pager } from "./parts";
import { useLoaded } from "./useLoaded";

export interface Member {
  user: User;
  isAdmin: boolean;
}

interface Props {
  /** What they are members of; another id is another list. */
  id: string;
  load: (page: number) => Promise<Member[]>;
  /** Who can be added: those who are not in it yet. */
  scope?: PeopleScope;
  add?: ((users: readonly User[]) => Promise<unknown>) | undefined;
  remove?: ((user: User) => Promise<unknown>) | undefined;
  setAdmin?: ((user: User, isAdmin: boolean) => Promise<unknown>) | undefined;
}

/** Who is in a team, a channel or a group, and who is added, removed and appointed. */
export function MembersCard({ id, load, scope = {}, add, remove, setAdmin }: Props) {
  const [page, setPage] = useState(0);
  const [adding, setAdding] = useState(false);
  const { value: members, problem, reload } = useLoaded(`${id}/${page}`, () => load(page));
  const after = (action: Promise<unknown>) => void tried(() => action).then(reload);
  return (
    <Card
      title={t("console.members")}
      actions={
        add && (
          <Button size="s" icon={<UserPlus size={15} />} onClick={() => setAdding(true)}>
            {t("console.add_members")}
          </Button>
        )
      }
    >
      <FormProblem>{problem}</FormProblem>
      {members?.length === 0 && <p className={styles.muted}>{t("console.no_members")}</p>}
      <ul className={styles.list}>
        {members?.map(({ user, isAdmin }) => (
          <li key={user.id} className={styles.row}>
            <Link to={pathTo("users", user.id)}>
              <PersonRow user={user} note={isAdmin ? t("channels.admin") : undefined} />
            </Link>
            {(remove ?? setAdmin) && (
              <Menu
                label={t("users.actions", { name: user.username })}
                placement="bottom-end"
                button={<IconButton size="s" label={t("users.actions", { name: user.username })} icon={<MoreHorizontal size={17} />} />}
              >
                {setAdmin && <MenuItem onSelect={() => after(setAdmin(user, !isAdmin))}>{t(isAdmin ? "channels.make_member" : "console.make_admin")}</MenuItem>}
                {remove && (
                  <MenuItem danger onSelect={() => after(remove(user))}>
                    {t("common.remove")}
                  </MenuItem>
                )}
              </Menu>
            )}
          </li>
        ))}
      </ul>
      <Pager page={page} hasMore={members?.length === PAGE_SIZE} onPage={setPage} />
      {adding && add && <AddDialog scope={scope} add={add} onDone={reload} onClose={() => setAdding(false)} />}
    </Card>
  );
}

interface AddProps {
  scope: PeopleScope;
  add: (users: readonly User[]) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}

function AddDialog({ scope, add, onDone, onClose }: AddProps) {
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const { busy, problem, run, setProblem } = useTask();
  const store = () =>
    run(async () => {
      try {
        await add(chosen);
        onDone();
        onClose();
      } catch (error) {
        setProblem(messageOf(error));
      }
    });
  return (
    <Dialog
      title={t("console.add_members")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} disabled={chosen.length === 0} onClick={store}>
            {t("console.add")}
          </Button>
        </>
      }
    >
      <FormProblem>{problem}</FormProblem>
      <PeoplePicker label={t("users.search")} scope={scope} chosen={chosen} onChange={setChosen} onDone={store} />
    </Dialog>
  );
}
