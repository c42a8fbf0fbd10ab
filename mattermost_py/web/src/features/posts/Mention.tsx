import { useEffect } from "react";

import type { Group } from "@/state/model";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { displayName, nameFormat } from "@/state/users";
import { classes } from "@/ui/classes";

import { wantUserNames } from "./people";
import { Person } from "./Person";
import styles from "./PostMarkdown.module.css";

const BROADCASTS = new Set(["all", "channel", "here"]);

interface Props {
  /** What follows the `@`, maybe with the full stop of its sentence. */
  name: string;
  /** Words the user wants to be told about, in lower case, `@name` among them. */
  ownKeys: ReadonlySet<string>;
  isSilent: boolean;
  /** The author may not call groups, so their names are plain words. */
  isGroupSilent: boolean;
}

/** A mention: of a known person with a way to the profile, of everybody, or plain words. */
export function Mention({ name, ownKeys, isSilent, isGroupSilent }: Props) {
  const bare = name.toLowerCase();
  const trimmed = bare.replace(/[._:-]+$/, "");
  const user = useApp((state) => state.users.byId[state.users.idByName[bare] ?? state.users.idByName[trimmed] ?? ""]);
  const format = useApp(nameFormat);
  const group = useApp((state) => (user ? undefined : (state.groups.byName[bare] ?? state.groups.byName[trimmed])));
  const isBroadcast = !isSilent && BROADCASTS.has(trimmed);

  useEffect(() => {
    if (!user && !BROADCASTS.has(trimmed)) wantUserNames([trimmed]);
  }, [user, trimmed]);

  if (!user && group && !isGroupSilent) return <GroupMention group={group} name={name} isOwn={ownKeys.has(`@${group.name}`)} />;
  if (!user && !isBroadcast) return `@${name}`;
  const used = user ? user.username.length : trimmed.length;
  const rest = name.slice(used);
  const isOwn = ownKeys.has(`@${user ? user.username : trimmed}`);
  const shown = user ? displayName(user, format) : trimmed;
  const look = classes(styles.mention, isOwn && styles.own);
  return (
    <>
      {user ? (
        <Person userId={user.id} className={look}>
          @{shown}
        </Person>
      ) : (
        <span className={look}>@{shown}</span>
      )}
      {rest}
    </>
  );
}

function GroupMention({ group, name, isOwn }: { group: Group; name: string; isOwn: boolean }) {
  return (
    <>
      <button type="button" className={classes(styles.mention, isOwn && styles.own)} title={group.display_name} onClick={() => change(openDialog, "group", group.id)}>
        @{group.name}
      </button>
      {name.slice(group.name.length)}
    </>
  );
}
