import { Popover, usePopoverStore } from "@ariakit/react/popover";
import type { PostAcknowledgement } from "@mattermost/types/posts";
import { useEffect } from "react";

import { needUsers } from "@/load/users";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { nameOf } from "@/state/users";
import { LongList } from "@/ui/rows/LongList";

import styles from "./Acknowledgements.module.css";
import { Person } from "./Person";
import { agoText, clockOf } from "./times";

interface Props {
  given: readonly PostAcknowledgement[];
  anchor: HTMLElement;
  onClose: () => void;
}

const ROW_PX = 28;
const MOST_PX = 336;

/** Who acknowledged a message and when, the last first. */
export default function AckPopover({ given, anchor, onClose }: Props) {
  const popover = usePopoverStore({ open: true, setOpen: (open) => !open && onClose(), placement: "bottom-start" });
  const latestFirst = [...given].sort((a, b) => b.acknowledged_at - a.acknowledged_at).map((one) => ({ key: one.user_id, given: one }));
  return (
    <Popover
      store={popover}
      portal
      gutter={4}
      className={styles.popover}
      aria-label={t("posts.ack_count", { count: given.length })}
      getAnchorRect={() => anchor.getBoundingClientRect()}
      finalFocus={anchor}
      hideOnInteractOutside={(event) => !(event.target instanceof Node && anchor.contains(event.target))}
      autoFocusOnShow
    >
      <LongList className={styles.people} role="list" style={{ height: Math.min(latestFirst.length * ROW_PX, MOST_PX) }} rows={latestFirst}>
        {(row) => <Acknowledger given={row.given} />}
      </LongList>
    </Popover>
  );
}

function Acknowledger({ given: { user_id, acknowledged_at } }: { given: PostAcknowledgement }) {
  const name = useApp((state) => nameOf(state, user_id));
  const clock = useApp(clockOf);
  useEffect(() => needUsers([user_id]), [user_id]);
  return (
    <div role="listitem" className={styles.person}>
      <Person userId={user_id}>{name || t("common.someone")}</Person>
      <span className={styles.when}>{agoText(acknowledged_at, Date.now(), clock)}</span>
    </div>
  );
}
