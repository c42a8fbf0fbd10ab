import { type KeyboardEvent, type ReactNode, type Ref, type WheelEvent, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";

import { RowList, type RowListHandle } from "@/ui/rows/RowList";
import type { Aim } from "@/ui/rows/RowView";
import type { Align } from "@/ui/rows/RowWindow";
import type { ListPlace } from "./places";
import styles from "./PostScroller.module.css";

export interface ScrollerHandle {
  toEnd: () => void;
  toRow: (index: number, align: Align) => void;
}

interface Props<R extends { key: string }> {
  rows: readonly R[];
  /** Draws a row; another function draws all of them again. */
  children: (row: R) => ReactNode;
  label: string;
  /** Where the list stands when its first rows arrive: at a row, or at the end. */
  startRow: number;
  hasOlder: boolean;
  hasNewer: boolean;
  onOlder: () => void;
  onNewer: () => void;
  /** Whether a short list sits at the bottom, as talk does, or at the top. */
  sitsAtBottom?: boolean;
  /** Told what is seen: the first visible row, and whether the end is. */
  onView?: (firstRow: number, isAtEnd: boolean) => void;
  /** Where the same list was when it was left. */
  before?: ListPlace | null;
  /** Whether to stand there again instead of at `startRow`. */
  returns?: boolean;
  /** Told where the list is when it goes. */
  onLeave?: (place: ListPlace) => void;
  ref?: Ref<ScrollerHandle>;
}

/** More is asked for when this little is left; sooner while the list moves, so that it is there before its rows are drawn. */
const NEAR_EDGE_PX = 900;
const NEAR_EDGE_MOVING_PX = 3000;
const AT_END_PX = 32;
/** Rows sit below the new-messages line by this much, so that some known text stays above it. */
const CONTEXT_PX = 90;

/**
 * A long list that grows at both ends. It keeps what is looked at in place when older rows arrive above,
 * and stays at the end while new ones arrive below if it was there.
 */
export function PostScroller<R extends { key: string }>(props: Props<R>) {
  const { rows, children, label, hasOlder, hasNewer, onOlder, onNewer, onView, sitsAtBottom = true, before, onLeave, ref } = props;
  const list = useRef<RowListHandle>(null);
  const [begin] = useState(() => beginOf(props));
  const view = useRef({ above: 0, isAtEnd: begin === "end" });
  const leave = useRef(() => {});

  useImperativeHandle(ref, () => ({
    toEnd: () => {
      view.current.isAtEnd = true;
      list.current?.show("end");
    },
    toRow: (index, align) => {
      view.current.isAtEnd = false;
      list.current?.show({ index, align });
    },
  }));

  useEffect(() => {
    leave.current = () => {
      const handle = list.current;
      if (!handle || rows.length === 0 || onLeave === undefined) return;
      const { firstRow, by } = handle.view();
      onLeave({ heights: handle.heights(), isAtEnd: view.current.isAtEnd, topKey: rows[firstRow]?.key ?? "", topBy: by });
    };
  });
  useLayoutEffect(() => () => leave.current(), []);

  // The page that brought these rows was still under way while they were drawn.
  useEffect(() => {
    const timer = setTimeout(() => onMove(false), 0);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- looks once at what is there then
  }, [rows]);

  function onMove(isScrolled: boolean) {
    const { above, below, firstRow } = list.current?.view() ?? { above: 0, below: 0, firstRow: 0 };
    if (list.current === null || rows.length === 0) return;
    // Only going up leaves the end: growing content moves it away without anybody's wish.
    if (isScrolled && below < AT_END_PX) view.current.isAtEnd = true;
    else if (isScrolled && above < view.current.above - 1) view.current.isAtEnd = false;
    view.current.above = above;
    const near = isScrolled ? NEAR_EDGE_MOVING_PX : NEAR_EDGE_PX;
    if (hasOlder && above < near) onOlder();
    if (hasNewer && below < near) onNewer();
    onView?.(firstRow, below < AT_END_PX && !hasNewer);
  }

  /** Told before the list moves: rows measured meanwhile must not bring it back to its end. */
  function onWheel({ deltaY }: WheelEvent) {
    if (deltaY < 0 && (list.current?.view().above ?? 0) > 0) view.current.isAtEnd = false;
  }

  return (
    // A scrolling region is reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- page keys scroll it, the arrow up enters it
    <div className={styles.scroller} role="log" aria-label={label} aria-live="off" tabIndex={0} data-post-list onKeyDown={intoPosts} onWheel={onWheel}>
      {sitsAtBottom ? <div className={styles.filler} /> : null}
      <RowList ref={list} rows={rows} begin={begin} known={before?.heights} isStuck={() => view.current.isAtEnd && !hasNewer} onMove={onMove}>
        {children}
      </RowList>
    </div>
  );
}

function beginOf<R extends { key: string }>({ rows, startRow, before = null, returns = false }: Props<R>): Aim | "end" {
  const top = returns && before !== null && !before.isAtEnd ? rows.findIndex((row) => row.key === before.topKey) : -1;
  if (top >= 0) return { index: top, align: "start", by: before?.topBy ?? 0 };
  return startRow < 0 ? "end" : { index: startRow, align: "start", by: -CONTEXT_PX };
}

/** From the list itself the arrow up leads to its newest post, from where arrows go on. */
function intoPosts(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.target !== event.currentTarget || event.key !== "ArrowUp") return;
  const newest = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-post]")].at(-1);
  if (!newest) return;
  event.preventDefault();
  newest.focus();
}
