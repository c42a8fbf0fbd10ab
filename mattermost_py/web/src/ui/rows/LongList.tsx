import { type HTMLAttributes, type ReactNode, type Ref, useImperativeHandle, useRef } from "react";
import { classes } from "../classes";
import styles from "./RowList.module.css";
import { RowList, type RowListHandle } from "./RowList";
import type { Keyed } from "./RowWindow";

export type LongListHandle = Pick<RowListHandle, "show">;

interface Props<R extends Keyed> extends Omit<HTMLAttributes<HTMLDivElement>, "children"> {
  rows: readonly R[];
  children: (row: R) => ReactNode;
  /** Told, maybe more than once, when somebody scrolls and little is left below what is seen. */
  onNearEnd?: (() => void) | undefined;
  ref?: Ref<LongListHandle>;
}

const NEAR_END_PX = 800;

/** A long list that scrolls by itself; its class says how high it is. */
export function LongList<R extends Keyed>({ rows, children, onNearEnd, className, ref, ...attributes }: Props<R>) {
  const list = useRef<RowListHandle>(null);
  useImperativeHandle(ref, () => ({ show: (aim) => list.current?.show(aim) }));
  const onMove = (isScrolled: boolean) => {
    if (isScrolled && list.current && list.current.view().below < NEAR_END_PX) onNearEnd?.();
  };
  return (
    <div className={classes(styles.scroller, className)} {...attributes}>
      <RowList ref={list} rows={rows} onMove={onMove}>
        {children}
      </RowList>
    </div>
  );
}
