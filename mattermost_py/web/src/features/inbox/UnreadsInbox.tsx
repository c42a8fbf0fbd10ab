import { CheckCheck, Inbox } from "lucide-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import { markAllRead } from "@/features/channels/markAllRead";
import { ThreadCard } from "@/features/threads/ThreadCard";
import { loadInbox } from "@/features/threads/threadActions";
import { t } from "@/i18n/t";
import { isCollapsedThreads } from "@/state/preferences";
import { change, useApp, useAppShallow } from "@/state/store";
import { threadsInTeam } from "@/state/threads";
import { openThread } from "@/state/ui";
import { unreadPlaces } from "@/state/unread";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { LongList } from "@/ui/rows/LongList";
import { ConversationCard } from "./ConversationCard";
import styles from "./UnreadsInbox.module.css";

/** Everything unread, one conversation a card: arrows move, Enter opens, R marks as read. */
export default function UnreadsInbox() {
  const teamId = useApp((state) => state.teams.currentId);
  const places = useKept(useApp(unreadPlaces));
  const threads = useAppShallow((state) => (isCollapsedThreads(state) ? threadsInTeam(state, teamId).filter((thread) => thread.unread_replies > 0).map(({ id }) => id) : []));
  useEffect(() => {
    if (teamId !== "") void loadInbox(teamId, undefined, true).catch(() => undefined);
  }, [teamId]);

  if (places.length + threads.length === 0) {
    return (
      <Empty icon={<Inbox size={26} />} title={t("inbox.none")}>
        {t("inbox.none_text")}
      </Empty>
    );
  }
  const rows = [...places.map((key) => ({ key, isThread: false })), ...threads.map((key) => ({ key, isThread: true }))];
  return (
    <div className={styles.inbox}>
      <div className={styles.bar}>
        <span>{t("inbox.count", { count: places.length + threads.length })}</span>
        <span className={styles.help}>{t("inbox.help")}</span>
        <Button size="s" tone="quiet" icon={<CheckCheck size={15} />} onClick={() => void markAllRead()}>
          {t("inbox.read_all")}
        </Button>
      </div>
      {/* The cards are links of their own; the list only moves the focus among them. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- see above */}
      <div className={styles.frame} data-cards onKeyDown={moveFocus}>
        <LongList className={styles.list} rows={rows} role="list" aria-label={t("sidebar.inbox")}>
          {({ key, isThread }) =>
            isThread ? (
              <ThreadCard threadId={key} isOpen={false} isAmongOthers onOpen={() => change(openThread, key)} />
            ) : (
              <ConversationCard channelId={key} />
            )
          }
        </LongList>
      </div>
    </div>
  );
}

/** What was read here stays in its place until the list is opened again, so that nothing jumps under the hand. */
function useKept(now: readonly string[]): readonly string[] {
  const [kept, setKept] = useState(now);
  const fresh = now.filter((id) => !kept.includes(id));
  if (fresh.length > 0) setKept([...kept, ...fresh]);
  return now.length === 0 ? now : kept;
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const by = event.key === "ArrowDown" || event.key === "j" ? 1 : event.key === "ArrowUp" || event.key === "k" ? -1 : 0;
  if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-card]")];
  const at = cards.indexOf(document.activeElement as HTMLElement);
  const next = cards[at + by];
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
