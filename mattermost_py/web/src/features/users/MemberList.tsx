import { MoreHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { openDirect } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { useApp } from "@/state/store";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem } from "@/ui/Menu";
import { LongList } from "@/ui/rows/LongList";
import { Skeleton } from "@/ui/Skeleton";
import styles from "./MemberList.module.css";
import { PersonRow } from "./PersonRow";

interface Props {
  /** `null` while nobody is known yet. */
  people: readonly User[] | null;
  label: string;
  isAdmin: (user: User) => boolean;
  /** What else can be done with somebody, as rows of a menu. */
  actions: (user: User) => ReactNode;
  onEnd: () => void;
  onMessage?: () => void;
}

/** Who is in a channel or team, with what can be done with each. */
export function MemberList({ people, label, isAdmin, actions, onEnd, onMessage }: Props) {
  const meId = useApp((state) => state.users.meId);
  if (people === null) return <Skeleton rows={6} avatar />;
  if (people.length === 0) return <p className={styles.none}>{t("users.none_found")}</p>;
  return (
    <LongList className={styles.list} rows={people} role="list" aria-label={label} onNearEnd={onEnd}>
      {(user) => (
        <div role="listitem" className={styles.row}>
          <button type="button" className={styles.person} data-user={user.id}>
            <PersonRow user={user} note={isAdmin(user) ? t("channels.admin") : undefined} />
          </button>
          {user.id === meId ? null : (
            <MemberMenu user={user} onMessage={onMessage}>
              {actions(user)}
            </MemberMenu>
          )}
        </div>
      )}
    </LongList>
  );
}

function MemberMenu({ user, onMessage, children }: { user: User; onMessage: (() => void) | undefined; children: ReactNode }) {
  const label = t("users.actions", { name: user.username });
  function message() {
    onMessage?.();
    void openDirect(user.id);
  }
  return (
    <Menu label={label} placement="bottom-end" button={<IconButton size="s" label={label} icon={<MoreHorizontal size={17} />} />}>
      <MenuItem onSelect={message}>{t("users.message")}</MenuItem>
      {children}
    </Menu>
  );
}
