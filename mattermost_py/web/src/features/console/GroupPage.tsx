import type { Group } from "@mattermost/types/groups";
import { useState } from "react";
import { addGroupMembers, archiveGroup, customGroup, PAGE_SIZE, patchCustomGroup, removeGroupMember, restoreGroup } from "@/client/console";
import { groupMembers } from "@/client/groups";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";
import styles from "./Parts.module.css";
import { MembersCard } from "./MembersCard";
import { type PageProps, pathTo } from "./pages";
import { Card, ConsolePage } from "./parts";
import { useLoaded } from "./useLoaded";

/** One group. What comes from a directory is changed there. */
export default function GroupPage({ id }: PageProps) {
  const { value: group, problem, reload } = useLoaded(id, () => customGroup(id));
  const [asking, setAsking] = useState(false);
  const mayEdit = useApp((state) => can(state, "edit_custom_group"));
  const mayManage = useApp((state) => can(state, "manage_custom_group_members"));
  const mayArchive = useApp((state) => can(state, "delete_custom_group"));
  const back = { to: pathTo("groups"), text: t("console.page.groups") };
  if (group === null) {
    return (
      <ConsolePage title={t("console.group")} back={back}>
        {problem === "" ? <Skeleton rows={5} /> : <FormProblem>{problem}</FormProblem>}
      </ConsolePage>
    );
  }
  const isOurs = group.source === "custom";
  const isArchived = group.delete_at > 0;
  const deed = isArchived ? "restore" : "archive";
  return (
    <ConsolePage
      title={group.display_name}
      lead={isOurs ? undefined : t("console.group_synced")}
      back={back}
      actions={
        isOurs &&
        mayArchive && (
          <Button tone={isArchived ? "plain" : "danger"} onClick={() => setAsking(true)}>
            {t(`console.do.${deed}_group`)}
          </Button>
        )
      }
    >
      {isOurs && mayEdit && !isArchived && <Profile key={group.update_at} group={group} onDone={reload} />}
      <MembersCard
        id={group.id}
        load={async (page) => (await groupMembers(group.id, page, PAGE_SIZE)).members.map((user) => ({ user, isAdmin: false }))}
        add={isOurs && mayManage && !isArchived ? (users) => addGroupMembers(group.id, users.map((user) => user.id)) : undefined}
        remove={isOurs && mayManage && !isArchived ? (user) => removeGroupMember(group.id, user.id) : undefined}
      />
      {asking && (
        <Confirm
          title={t(`console.do.${deed}_group`)}
          action={t(`console.do.${deed}_group`)}
          danger={!isArchived}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await (isArchived ? restoreGroup(group.id) : archiveGroup(group.id));
            reload();
          }}
        >
          {t(`console.ask.${deed}_group`, { name: group.display_name })}
        </Confirm>
      )}
    </ConsolePage>
  );
}

function Profile({ group, onDone }: { group: Group; onDone: () => void }) {
  const [title, setTitle] = useState(group.display_name);
  const [name, setName] = useState(group.name);
  const { busy, problem, run } = useTask();
  const store = () =>
    run(async () => {
      await patchCustomGroup(group.id, { display_name: title.trim(), name: name.trim() });
      change(showToast, t("common.saved"));
      onDone();
    });
  return (
    <Card title={t("settings.profile")}>
      <div className={styles.form}>
        <TextField label={t("console.name")} maxLength={64} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextField label={t("console.mention_name")} leading="@" maxLength={64} autoCapitalize="none" spellCheck={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <FormProblem>{problem}</FormProblem>
        <div className={styles.actions}>
          <Button tone="primary" busy={busy} disabled={title.trim() === "" || name.trim() === "" || (title === group.display_name && name === group.name)} onClick={store}>
            {t("common.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
