import { CheckCheck, MessagesSquare } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";

import { go } from "@/app/paths";
import { messageOf } from "@/client/http";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { threadCounts, threadsInTeam } from "@/state/threads";
import { showToast } from "@/state/ui";
import { Badge } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { Confirm } from "@/ui/Confirm";
import { Empty } from "@/ui/Empty";
import { LongList } from "@/ui/rows/LongList";
import { Skeleton } from "@/ui/Skeleton";
import { Tabs } from "@/ui/Tabs";

import { type InboxEnd, loadInbox, markAllRead } from "./threadActions";
import { ThreadCard } from "./ThreadCard";
import styles from "./ThreadsInbox.module.css";
import { ThreadView } from "./ThreadView";

/** Threads the user follows, and the one that is open. */
export function ThreadsInbox({ threadId }: { threadId?: string | undefined }) {
  const teamId = useApp((state) => state.teams.currentId);
  const teamName = useApp((state) => state.teams.byId[state.teams.currentId]?.name ?? "");
  const [isUnreadOnly, setUnreadOnly] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const all = useApp((state) => threadsInTeam(state, teamId));
  const counts = useApp((state) => threadCounts(state, teamId));
  const { isLoading, end, more } = useInboxPages(teamId, isUnreadOnly);
  // What is known beyond the last page, as of a thread that was opened elsewhere, waits for its own page.
  const there = end === null ? all : all.filter((thread) => thread.last_reply_at >= end.lastReplyAt);
  const threads = isUnreadOnly ? there.filter((thread) => thread.unread_replies > 0 || thread.id === threadId) : there;

  return (
    <div className={styles.inbox}>
      <div className={classes(styles.list, threadId !== undefined && styles.behind)}>
        <div className={styles.bar}>
          <Tabs
            label={t("threads.filter")}
            value={isUnreadOnly ? "unread" : "all"}
            tabs={[
              { value: "all", text: t("threads.all") },
              {
                value: "unread",
                text: (
                  <>
                    {t("threads.unread")}
                    <Badge count={counts.total_unread_threads} tone="quiet" label={t("threads.unread_threads", { count: counts.total_unread_threads })} />
                  </>
                ),
              },
            ]}
            onChange={(value) => setUnreadOnly(value === "unread")}
          />
          <Button size="s" tone="quiet" icon={<CheckCheck size={15} />} disabled={counts.total_unread_threads === 0} onClick={() => setAsking(true)}>
            {t("threads.read_all")}
          </Button>
        </div>
        {threads.length > 0 ? (
          <LongList className={styles.scroller} rows={threads} role="list" aria-label={t("sidebar.threads")} onNearEnd={more}>
            {(thread) => <ThreadCard threadId={thread.id} isOpen={thread.id === threadId} onOpen={() => go(`/${teamName}/threads/${thread.id}`)} />}
          </LongList>
        ) : isLoading ? (
          <Skeleton rows={6} avatar />
        ) : (
          <Empty icon={<MessagesSquare size={26} />} title={t(isUnreadOnly ? "threads.none_unread" : "threads.none")}>
            {t(isUnreadOnly ? "threads.none_unread_text" : "threads.none_text")}
          </Empty>
        )}
      </div>
      <div className={classes(styles.open, threadId === undefined && styles.behind)}>
        {threadId === undefined ? <Empty icon={<MessagesSquare size={26} />} title={t("threads.choose")} /> : <ThreadView key={threadId} rootId={threadId} />}
      </div>
      {isAsking ? (
        <Confirm title={t("threads.read_all_title")} action={t("threads.read_all")} onConfirm={() => markAllRead(teamId)} onClose={() => setAsking(false)}>
          {t("threads.read_all_text", { count: counts.total_unread_threads })}
        </Confirm>
      ) : null}
    </div>
  );
}

function useInboxPages(teamId: string, unread: boolean) {
  const [state, setState] = useState<{ isLoading: boolean; end: InboxEnd | null }>({ isLoading: true, end: null });
  const resyncs = useApp((app) => app.connection.resyncs);
  const latest = useRef(0);

  const load = useCallback(
    async (before: string | undefined) => {
      latest.current += 1;
      const mine = latest.current;
      setState((old) => ({ ...old, isLoading: true }));
      try {
        const end = await loadInbox(teamId, before, unread);
        // Another team or filter was chosen meanwhile.
        if (mine === latest.current) setState({ isLoading: false, end });
      } catch (error) {
        if (mine === latest.current) setState((old) => ({ ...old, isLoading: false }));
        change(showToast, messageOf(error), "danger");
      }
    },
    [teamId, unread],
  );

  useEffect(() => {
    if (teamId !== "") void load(undefined);
  }, [teamId, load, resyncs]);

  const more = () => {
    if (!state.isLoading && state.end !== null) void load(state.end.id);
  };
  return { ...state, more };
}
