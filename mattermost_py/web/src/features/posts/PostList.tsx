import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";

import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { clearFocusPost } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Skeleton } from "@/ui/Skeleton";

import { ActivityRow } from "./ActivityRow";
import { ChannelIntro } from "./ChannelIntro";
import { DateLine, NewLine } from "./Lines";
import styles from "./PostList.module.css";
import { PostRow } from "./PostRow";
import { hasComeBack, keepPlace, placeIn } from "./places";
import { PostScroller, type ScrollerHandle } from "./PostScroller";
import { startsAtNewest } from "@/load/posts";
import { type Row, rowOf } from "./rows";
import { clockOf } from "./times";
import { usePostList } from "./usePostList";

export interface PostListHandle {
  /** Shows the newest post, as after sending one. */
  toLatest: () => void;
}

type ListRow = Row | { kind: "intro"; key: string };

const INTRO: ListRow = { kind: "intro", key: "intro" };
const FLASH_MS = 2400;

/** The posts of a channel; made anew for each channel. */
export function PostList({ channelId, ref }: { channelId: string; ref?: Ref<PostListHandle> }) {
  const model = usePostList(channelId);
  const scroller = useRef<ScrollerHandle>(null);
  const [flashId, setFlashId] = useState("");
  const [view, setView] = useState({ isNewAbove: false, isAtEnd: true });
  const label = useApp((state) => t("posts.list", { channel: state.channels.byId[channelId]?.display_name ?? "" }));
  const { focusId, hasOlder } = model;
  const [before] = useState(() => ({ place: placeIn(channelId), isBack: hasComeBack() }));

  const rows = useMemo<readonly ListRow[]>(() => (hasOlder ? model.rows : [INTRO, ...model.rows]), [hasOlder, model.rows]);
  const newRow = rows.findIndex((row) => row.kind === "new");
  const isNewestFirst = useApp(startsAtNewest);
  const startRow = isNewestFirst ? -1 : newRow;

  useEffect(() => {
    if (focusId === "") return;
    const target = rowOf(rows, focusId);
    if (target < 0) return;
    scroller.current?.toRow(target, "center");
    change(clearFocusPost, channelId);
    setFlashId(focusId);
  }, [focusId, rows, channelId]);

  useEffect(() => {
    if (flashId === "") return;
    const timer = setTimeout(() => setFlashId(""), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flashId]);

  const toLatest = () => {
    if (!model.hasNewer) scroller.current?.toEnd();
    else void model.toLatest().then(() => requestAnimationFrame(() => scroller.current?.toEnd()));
  };
  useImperativeHandle(ref, () => ({ toLatest }));
  const see = (firstRow: number, isAtEnd: boolean) => {
    const isNewAbove = newRow >= 0 && newRow < firstRow;
    setView((old) => (old.isNewAbove === isNewAbove && old.isAtEnd === isAtEnd ? old : { isNewAbove, isAtEnd }));
  };
  const draw = useCallback(
    (row: ListRow) => <OneRow row={row} channelId={channelId} isFlashing={row.kind === "post" && row.postId === flashId} />,
    [channelId, flashId],
  );

  if (model.problem !== "") {
    return (
      <div className={styles.frame}>
        <Empty title={t("posts.load_failed")} action={<Button onClick={model.retry}>{t("common.retry")}</Button>}>
          {model.problem}
        </Empty>
      </div>
    );
  }
  if (!model.isReady) {
    return (
      <div className={styles.waiting} aria-busy>
        <Skeleton rows={8} avatar />
      </div>
    );
  }
  return (
    <div className={styles.frame}>
      <PostScroller
        ref={scroller}
        rows={rows}
        label={label}
        startRow={focusId === "" ? startRow : rowOf(rows, focusId)}
        hasOlder={model.hasOlder}
        hasNewer={model.hasNewer}
        onOlder={model.onOlder}
        onNewer={model.onNewer}
        before={before.place}
        returns={before.isBack && focusId === "" && newRow < 0}
        onLeave={(place) => keepPlace(channelId, place)}
        onView={see}
      >
        {draw}
      </PostScroller>
      {view.isNewAbove ? (
        <Jump side="top" onClick={() => scroller.current?.toRow(newRow, "start")}>
          <ArrowUp size={14} aria-hidden /> {t("posts.jump_to_new")}
        </Jump>
      ) : null}
      {view.isAtEnd ? null : (
        <Jump side="bottom" onClick={toLatest}>
          <ArrowDown size={14} aria-hidden /> {t("posts.jump_to_latest")}
        </Jump>
      )}
    </div>
  );
}

function Jump({ side, onClick, children }: { side: "top" | "bottom"; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={side === "top" ? styles.jumpUp : styles.jumpDown} onClick={onClick}>
      {children}
    </button>
  );
}

function OneRow({ row, channelId, isFlashing }: { row: ListRow; channelId: string; isFlashing: boolean }) {
  switch (row.kind) {
    case "intro":
      return <ChannelIntro channelId={channelId} />;
    case "date":
      return <DayRow day={row.day} />;
    case "new":
      return <NewLine />;
    case "activity":
      return <ActivityRow postIds={row.postIds} />;
    case "post":
      return <PostRow postId={row.postId} place="channel" isFirst={row.isFirst} isReplyStart={row.isReplyStart} isFlashing={isFlashing} />;
  }
}

function DayRow({ day }: { day: number }) {
  return <DateLine day={day} clock={useApp(clockOf)} />;
}
