import { type ReactNode, type Ref, useImperativeHandle, useLayoutEffect, useMemo, useReducer, useRef, useState } from "react";
import styles from "./RowList.module.css";
import { type Aim, RowView } from "./RowView";
import { type Keyed, keyOf } from "./RowWindow";

export interface RowListHandle {
  show: (aim: Aim | "end") => void;
  /** What is seen: the first row with what of it is above the edge, and pixels above the view and below it. */
  view: () => { firstRow: number; by: number; above: number; below: number };
  heights: () => ReadonlyMap<string, number>;
}

interface Props<R extends Keyed> {
  rows: readonly R[];
  /** Draws a row; another function draws all of them again. */
  children: (row: R) => ReactNode;
  /** Where the view stands when the first rows are there. */
  begin?: Aim | "end";
  /** Heights of rows as they were measured before. */
  known?: ReadonlyMap<string, number> | undefined;
  /** Whether the view stays at the end of the list while that grows. */
  isStuck?: () => boolean;
  /** Told when the view or its rows moved, and whether somebody scrolled. */
  onMove?: (isScrolled: boolean) => void;
  ref?: Ref<RowListHandle>;
}

const AT_TOP: Aim = { index: 0, align: "start" };

/**
 * The rows of a long list, of which only those in sight are drawn; it stands in something that scrolls. What is looked
 * at keeps its place while rows come and go and grow.
 */
export function RowList<R extends Keyed>({ rows, children, begin = AT_TOP, known, isStuck = never, onMove = never, ref }: Props<R>) {
  const [view] = useState(() => new RowView<R>(begin, known));
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const element = useRef<HTMLDivElement>(null);
  // A row that was drawn once is the same element while the list moves, so that React passes over it.
  const drawn = useMemo(() => remembering(children), [children]);
  view.take(rows);

  useImperativeHandle(ref, () => ({ show: (aim) => view.show(aim), view: () => seen(view), heights: () => view.window.heights }), [view]);
  useLayoutEffect(() => {
    view.draw = draw;
    view.isStuck = isStuck;
    view.onMove = onMove;
  });
  useLayoutEffect(() => (element.current ? view.attach(element.current) : undefined), [view]);
  useLayoutEffect(() => view.settle());

  return (
    <div ref={element} className={styles.rows}>
      {view.window.drawn.map(drawn)}
    </div>
  );
}

const never = () => false;

function seen<R extends Keyed>({ window }: RowView<R>) {
  const firstRow = window.firstSeen;
  return {
    firstRow,
    by: window.offset - window.topOf(firstRow),
    above: window.offset,
    below: window.total - window.offset - window.viewport,
  };
}

function remembering<R extends Keyed>(draw: (row: R) => ReactNode): (row: R) => ReactNode {
  const drawn = new WeakMap<R, ReactNode>();
  return (row) => {
    const element = drawn.get(row) ?? <div key={keyOf(row)}>{draw(row)}</div>;
    drawn.set(row, element);
    return element;
  };
}
