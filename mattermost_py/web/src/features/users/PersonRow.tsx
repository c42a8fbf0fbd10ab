import type { ReactNode } from "react";
import { pictureUrl } from "@/client/users";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { useApp } from "@/state/store";
import { displayName, nameFormat, presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import styles from "./PersonRow.module.css";
import { UserTags } from "./UserTags";

interface Props {
  user: User;
  /** A word beside the name, such as "admin". */
  note?: string | undefined;
  size?: 24 | 32 | 36;
  children?: ReactNode;
}

/** A person in a list: picture, name, username, and what can be done. */
export function PersonRow({ user, note, size = 32, children }: Props) {
  const format = useApp(nameFormat);
  const presence = useApp((state) => (user.is_bot ? undefined : presenceOf(state, user.id)));
  const isMe = useApp((state) => state.users.meId === user.id);
  const name = displayName(user, format);
  const full = `${user.first_name} ${user.last_name}`.trim();
  const second = name === user.username ? full : `@${user.username}`;
  return (
    <span className={styles.row}>
      <Avatar src={pictureUrl(user)} name={name} size={size} presence={presence} />
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        {second !== "" && <span className={styles.second}>{second}</span>}
        {isMe && <span className={styles.second}>({t("common.you")})</span>}
        <UserTags user={user} />
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </span>
      {children}
    </span>
  );
}
