import { useState } from "react";

import type { DialogProps } from "@/app/Dialogs";
import { groupMembers } from "@/client/groups";
import { messageOf } from "@/client/http";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/Page";
import { LongList } from "@/ui/rows/LongList";
import { Skeleton } from "@/ui/Skeleton";

import styles from "./GroupDialog.module.css";
import { PersonRow } from "./PersonRow";
import { usePeoplePages } from "./usePeoplePages";

/** Who is in a group that was mentioned. */
export default function GroupDialog({ id, onClose }: DialogProps) {
  const group = useApp((state) => Object.values(state.groups.byName).find((one) => one.id === id));
  const [total, setTotal] = useState(0);
  const [problem, setProblem] = useState("");
  const { people: members, more } = usePeoplePages(id, "", null, (page) =>
    groupMembers(id, page).then(
      (found) => {
        setTotal(found.total_member_count);
        return found.members;
      },
      (error: unknown) => {
        setProblem(messageOf(error));
        throw error;
      },
    ),
  );
  return (
    <Dialog title={group?.display_name ?? ""} size="s" onClose={onClose}>
      <p className={styles.about}>
        {group ? `@${group.name}` : ""} {members ? `· ${t("users.group_members", { count: total })}` : ""}
      </p>
      <FormProblem>{problem}</FormProblem>
      {members === null ? (
        <Skeleton rows={4} avatar />
      ) : (
        <div className={styles.list}>
          <LongList rows={members} onNearEnd={more} role="list" aria-label={t("users.people")}>
            {(user) => (
              <div role="listitem" className={styles.member}>
                <button type="button" className={styles.person} data-user={user.id}>
                  <PersonRow user={user} />
                </button>
              </div>
            )}
          </LongList>
        </div>
      )}
    </Dialog>
  );
}
