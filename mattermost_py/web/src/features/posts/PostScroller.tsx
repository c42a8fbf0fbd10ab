import { type KeyboardEvent, type ReactElement, type ReactNode, type Ref, type WheelEvent, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";

import { heightsFor, type ListPlace } from "./places";
import styles from "./PostScroller.module.css";

export interface ScrollerHandle {
  toEnd: () => void;
  toRow: (index: number, align: "start" | "center" | "end" | "nearest") => void;
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

const NEAR_EDGE_PX = 900;
const AT_END_PX = 32;
/** Rows sit below the new-messages line by this much, so that some known text stays above it. */
const CONTEXT_PX = 90;

/**
 * A long list that grows at both ends. It keeps what is looked at in place when older rows arrive above,
 * and stays at the end while new ones arrive below if it was there.
 */
export function PostScroller<R extends { key: string }>(props: Props<R>) {
  const { rows, children, label, startRow, hasOlder, hasNewer, onOlder, onNewer, onView, sitsAtBottom = true, ref } = props;
  const { before = null, returns = false, onLeave } = props;
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useRef({ offset: 0, isAtEnd: true, hasStarted: false });
  const shown = useRef<readonly R[]>([]);
  const leave = useRef(() => {});
  const [measured] = useState(() => heightsFor(before, rows));
  const grewAbove = hasGrownAbove(shown.current, rows);
  // A row that was drawn once is the same element while the list moves, so that React passes over it.
  const draw = useMemo(() => remembering(children), [children]);

  // The list's own way would come back to the end for a while, even if the user has left it meanwhile.
  const toEnd = () => {
    view.current.isAtEnd = true;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: "instant" });
  };

  useImperativeHandle(ref, () => ({
    toEnd,
    toRow: (index, align) => {
      view.current.isAtEnd = false;
      list.current?.scrollToIndex(index, { align });
    },
  }));

  useLayoutEffect(() => {
    shown.current = rows;
    const { current } = view;
    if (rows.length === 0) return;
    if (!current.hasStarted) {
      current.hasStarted = true;
      const top = returns && before !== null && !before.isAtEnd ? rows.findIndex((row) => row.key === before.topKey) : -1;
      current.isAtEnd = startRow < 0 && top < 0;
      if (top >= 0) list.current?.scrollToIndex(top, { align: "start", offset: before?.topBy ?? 0 });
      else if (startRow < 0) toEnd();
      else list.current?.scrollToIndex(startRow, { align: "start", offset: -CONTEXT_PX });
    } else if (current.isAtEnd && !hasNewer && !grewAbove) {
      toEnd();
    }
    lookAround();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- runs when the rows change; the rest is read as it is then
  }, [rows]);

  useEffect(() => {
    leave.current = () => {
      const handle = list.current;
      if (!handle || rows.length === 0 || onLeave === undefined) return;
      const top = handle.findItemIndex(handle.scrollOffset);
      onLeave({
        keys: rows.map((row) => row.key),
        heights: handle.cache,
        isAtEnd: view.current.isAtEnd,
        topKey: rows[top]?.key ?? "",
        topBy: handle.scrollOffset - handle.getItemOffset(top),
      });
    };
  });
  useLayoutEffect(() => () => leave.current(), []);

  function lookAround() {
    const handle = list.current;
    if (!handle || rows.length === 0) return;
    const below = handle.scrollSize - handle.scrollOffset - handle.viewportSize;
    if (hasOlder && handle.scrollOffset < NEAR_EDGE_PX) onOlder();
    if (hasNewer && below < NEAR_EDGE_PX) onNewer();
    onView?.(handle.findItemIndex(handle.scrollOffset), below < AT_END_PX && !hasNewer);
  }

  function onScroll(offset: number) {
    const handle = list.current;
    if (!handle) return;
    const below = handle.scrollSize - offset - handle.viewportSize;
    // Only going up leaves the end: growing content moves it away without anybody's wish.
    if (below < AT_END_PX) view.current.isAtEnd = true;
    else if (offset < view.current.offset - 1) view.current.isAtEnd = false;
    view.current.offset = offset;
    lookAround();
  }

  /** Told before the list moves: rows measured meanwhile must not bring it back to its end. */
  function onWheel({ deltaY }: WheelEvent) {
    if (deltaY < 0 && (list.current?.scrollOffset ?? 0) > 0) view.current.isAtEnd = false;
  }

  return (
    // A scrolling region is reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- page keys scroll it, the arrow up enters it
    <div ref={scroller} className={styles.scroller} role="log" aria-label={label} aria-live="off" tabIndex={0} data-post-list onKeyDown={intoPosts} onWheel={onWheel}>
      {sitsAtBottom ? <div className={styles.filler} /> : null}
      <Virtualizer
        ref={list}
        scrollRef={scroller}
        data={rows}
        shift={grewAbove}
        bufferSize={500}
        {...(measured === undefined ? {} : { cache: measured })}
        onScroll={onScroll}
        onResize={() => {
          if (view.current.isAtEnd && !hasNewer) toEnd();
          // A list that fits never scrolls: what is seen of it is known once it has been measured.
          lookAround();
        }}
      >
        {draw}
      </Virtualizer>
    </div>
  );
}

function remembering<R extends { key: string }>(draw: (row: R) => ReactNode): (row: R) => ReactElement {
  const drawn = new WeakMap<R, ReactElement>();
  return (row) => {
    const element = drawn.get(row) ?? <div key={row.key}>{draw(row)}</div>;
    drawn.set(row, element);
    return element;
  };
}

/** From the list itself the arrow up leads to its newest post, from where arrows go on. */
function intoPosts(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.target !== event.currentTarget || event.key !== "ArrowUp") return;
  const newest = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-post]")].at(-1);
  if (!newest) return;
  event.preventDefault();
  newest.focus();
}

/** Whether rows were added at the start and none at the end. */
function hasGrownAbove(before: readonly { key: string }[], now: readonly { key: string }[]): boolean {
  const last = before[before.length - 1];
  if (last === undefined || now.length <= before.length) return false;
  return now[now.length - 1]?.key === last.key;
}
