import { useEffect, useState } from "react";
import { VList } from "virtua";

import type { DialogProps } from "@/app/Dialogs";
import { groupMembers } from "@/client/groups";
import { messageOf } from "@/client/http";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { change, useApp } from "@/state/store";
import { receiveUsers } from "@/state/users";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";

import styles from "./GroupDialog.module.css";
import { PersonRow } from "./PersonRow";

/** Who is in a group that was mentioned. */
export default function GroupDialog({ id, onClose }: DialogProps) {
  const group = useApp((state) => Object.values(state.groups.byName).find((one) => one.id === id));
  const { members, total, problem, more } = useGroupMembers(id);
  return (
    <Dialog title={group?.display_name ?? ""} size="s" onClose={onClose}>
      <p className={styles.about}>
        {group ? `@${group.name}` : ""} {members ? `· ${t("users.group_members", { count: total })}` : ""}
      </p>
      <FormProblem>{problem}</FormProblem>
      {members === null ? (
        problem === "" ? <Skeleton rows={4} avatar /> : null
      ) : (
        <div className={styles.list}>
          <VList onScrollEnd={more} role="list" aria-label={t("users.people")}>
            {members.map((user) => (
              <div key={user.id} role="listitem" className={styles.member}>
                <button type="button" className={styles.person} data-user={user.id}>
                  <PersonRow user={user} />
                </button>
              </div>
            ))}
          </VList>
        </div>
      )}
    </Dialog>
  );
}

const PAGE = 100;

/** The members, a page more whenever the end of the list is reached. */
function useGroupMembers(groupId: string) {
  const [members, setMembers] = useState<readonly User[] | null>(null);
  const [total, setTotal] = useState(0);
  const [page, setPage] = useState(0);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    let alive = true;
    groupMembers(groupId, page).then(
      (found) => {
        if (!alive) return;
        change(receiveUsers, found.members);
        setTotal(found.total_member_count);
        setMembers((before) => [...(page === 0 ? [] : (before ?? [])), ...found.members]);
      },
      (error: unknown) => alive && setProblem(messageOf(error)),
    );
    return () => {
      alive = false;
    };
  }, [groupId, page]);
  const more = () => {
    if (members !== null && members.length < total && members.length === (page + 1) * PAGE) setPage(page + 1);
  };
  return { members, total, problem, more };
}
