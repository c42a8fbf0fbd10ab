import { Bell, BellRing } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";

import { messageOf } from "@/client/http";
import { ChannelBanner } from "@/features/channels/ChannelBanner";
import { Composer } from "@/features/composer";
import { DateLine, NewLine } from "@/features/posts/Lines";
import { PostRow } from "@/features/posts/PostRow";
import { PostScroller, type ScrollerHandle } from "@/features/posts/PostScroller";
import { buildRows, type Row, rowOf } from "@/features/posts/rows";
import { clockOf, dayKey } from "@/features/posts/times";
import { useAttention } from "@/features/posts/useViewing";
import { t } from "@/i18n/t";
import { noteSeen } from "@/load/forgetting";
import { isCollapsedThreads } from "@/state/preferences";
import { change, getState, useApp, useAppShallow } from "@/state/store";
import { isFollowed } from "@/state/threads";
import { openThread } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Skeleton } from "@/ui/Skeleton";

import { loadThread, loadThreadState, markThreadRead, toggleFollow } from "./threadActions";
import styles from "./ThreadView.module.css";

type ThreadRow = Row | { kind: "count"; key: string };

const nothing = () => undefined;
const FLASH_MS = 2400;

/** One thread with its composer. */
export function ThreadView({ rootId }: { rootId: string }) {
  const root = useApp((state) => state.posts.byId[rootId]);
  const isWhole = useApp((state) => rootId in state.posts.completeThreads);
  const resyncs = useApp((state) => state.connection.resyncs);
  const focusId = useApp((state) => (state.ui.aside.kind === "thread" ? (state.ui.aside.focusPostId ?? "") : ""));
  const [problem, setProblem] = useState("");
  const scroller = useRef<ScrollerHandle>(null);
  const rows = useThreadRows(rootId);
  useReading(rootId, isWhole);
  const flashId = useFlash(rootId, focusId, isWhole, rows, scroller);

  useEffect(() => {
    loadThread(rootId).then(
      () => setProblem(""),
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, [rootId, resyncs]);

  const channelId = root?.channel_id;
  useEffect(() => {
    if (channelId !== undefined) noteSeen(channelId);
  }, [channelId]);

  if (problem !== "" && !isWhole) return <Empty title={t("threads.load_failed")}>{problem}</Empty>;
  if (!root) return <Skeleton rows={4} avatar />;
  return (
    <div className={styles.thread} data-thread>
      <ChannelBanner channelId={root.channel_id} />
      <FollowBar rootId={rootId} />
      <PostScroller
        ref={scroller}
        rows={rows}
        label={t("threads.thread")}
        startRow={focusId !== "" ? rowOf(rows, focusId) : rows.findIndex((row) => row.kind === "new")}
        hasOlder={false}
        hasNewer={false}
        onOlder={nothing}
        onNewer={nothing}
        sitsAtBottom={false}
      >
        {(row) => <OneRow row={row} rootId={rootId} isWhole={isWhole} flashId={flashId} />}
      </PostScroller>
      <Composer key={rootId} channelId={root.channel_id} rootId={rootId} onSent={() => scroller.current?.toEnd()} />
    </div>
  );
}

function FollowBar({ rootId }: { rootId: string }) {
  const isCollapsed = useApp(isCollapsedThreads);
  const isFollowing = useApp((state) => isFollowed(state, rootId));
  if (!isCollapsed) return null;
  return (
    <div className={styles.follow}>
      <Button size="s" tone="quiet" aria-pressed={isFollowing} icon={isFollowing ? <BellRing size={14} /> : <Bell size={14} />} onClick={() => void toggleFollow(rootId)}>
        {t(isFollowing ? "threads.following" : "threads.follow")}
      </Button>
    </div>
  );
}

function OneRow({ row, rootId, isWhole, flashId }: { row: ThreadRow; rootId: string; isWhole: boolean; flashId: string }) {
  const clock = useApp(clockOf);
  const count = useApp((state) => state.posts.byId[rootId]?.reply_count ?? 0);
  switch (row.kind) {
    case "count":
      return (
        <div className={styles.count}>
          <span>{count === 0 ? t("threads.no_replies") : t("threads.replies", { count })}</span>
          {isWhole || count === 0 ? null : <Skeleton rows={2} avatar />}
        </div>
      );
    case "date":
      return <DateLine day={row.day} clock={clock} />;
    case "new":
      return <NewLine />;
    case "post":
      return <PostRow postId={row.postId} place="thread" isFirst={row.isFirst} isFlashing={row.postId === flashId} />;
    case "activity":
      return null;
  }
}

function useThreadRows(rootId: string): readonly ThreadRow[] {
  const root = useApp((state) => state.posts.byId[rootId]);
  const replies = useAppShallow((state) => (state.posts.replies[rootId] ?? []).flatMap((id) => state.posts.byId[id] ?? []));
  const clock = useApp(clockOf);
  // The line stays where it was when the thread was opened.
  const [since] = useState(() => {
    const thread = getState().threads.byId[rootId];
    return thread && thread.unread_replies > 0 ? thread.last_viewed_at : null;
  });
  return useMemo(() => {
    if (!root) return [];
    const options = { meId: getState().users.meId, newSince: null, ownMayBeNew: false, isGrouping: true, hidesJoinLeave: false, dayOf: (at: number) => dayKey(at, clock) };
    const [head = { kind: "count", key: "none" } as const] = buildRows([root], options).filter((row) => row.kind === "post");
    const below = buildRows(replies, { ...options, newSince: since });
    const firstDay = below[0];
    const isSameDay = firstDay?.kind === "date" && dayKey(firstDay.day, clock) === dayKey(root.create_at, clock);
    return [head, { kind: "count", key: "count" }, ...(isSameDay ? below.slice(1) : below)];
  }, [root, replies, since, clock]);
}

/** A thread in front of somebody is read as it grows. */
function useReading(rootId: string, isWhole: boolean): void {
  const isLooking = useAttention();
  const isCollapsed = useApp(isCollapsedThreads);
  const unread = useApp((state) => (state.threads.byId[rootId]?.unread_replies ?? 0) + (state.threads.byId[rootId]?.unread_mentions ?? 0));
  // The server has a state only of followed threads with replies.
  const isFollowing = useApp((state) => isFollowed(state, rootId) && (state.posts.byId[rootId]?.reply_count ?? 0) > 0);

  useEffect(() => {
    if (isCollapsed && isFollowing && !(rootId in getState().threads.byId)) void loadThreadState(rootId);
  }, [rootId, isCollapsed, isFollowing]);

  useEffect(() => {
    if (!isCollapsed || !isLooking || !isWhole || unread === 0) return;
    const timer = setTimeout(() => markThreadRead(rootId), 300);
    return () => clearTimeout(timer);
  }, [rootId, isCollapsed, isLooking, isWhole, unread]);
}

function useFlash(rootId: string, focusId: string, isWhole: boolean, rows: readonly ThreadRow[], scroller: React.RefObject<ScrollerHandle | null>): string {
  const [flashId, setFlashId] = useState("");

  useEffect(() => {
    if (focusId === "" || !isWhole) return;
    const index = rowOf(rows, focusId);
    if (index < 0) return;
    scroller.current?.toRow(index, "center");
    setFlashId(focusId);
    change(openThread, rootId);
  }, [focusId, isWhole, rows, rootId, scroller]);

  useEffect(() => {
    if (flashId === "") return;
    const timer = setTimeout(() => setFlashId(""), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashId]);

  return flashId;
}
