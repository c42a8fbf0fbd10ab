import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { t } from "@/i18n/t";
import { type SidebarRow, sidebarRows } from "@/state/categories";
import { useApp } from "@/state/store";
import { late, Later } from "@/ui/late";
import { RowList, type RowListHandle } from "@/ui/rows/RowList";
import { CategoryRow } from "./CategoryRow";
import { ChannelRow } from "./ChannelRow";
import styles from "./Sidebar.module.css";
import type { MenuAt } from "./SidebarMenus";
import { useDrag } from "./useDrag";

const SidebarMenus = late(() => import("./SidebarMenus"), (module) => module.SidebarMenus);

interface Props {
  teamId: string;
  teamName: string;
}

/** Categories and channels, as many as there may be; arrows move, Enter opens. */
export function SidebarList({ teamId, teamName }: Props) {
  const rows = useApp((state) => sidebarRows(state, teamId));
  const { mark, handlers, onDragEnd } = useDrag(teamId);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const list = useRef<RowListHandle>(null);
  const draw = useCallback(
    (row: SidebarRow) => {
      if (row.kind === "unreads") return <div className={styles.heading}>{t("sidebar.unreads")}</div>;
      const onMenu = (event: MouseEvent) => {
        event.preventDefault();
        event.stopPropagation();
        setMenu({ row, x: event.clientX, y: event.clientY });
      };
      const common = { ...handlers(row), onMenu };
      if (row.kind === "category") return <CategoryRow categoryId={row.id} isTarget={mark?.id === row.id} {...common} />;
      const side = mark?.id === row.id && mark.side !== "into" ? mark.side : undefined;
      return <ChannelRow channelId={row.id} teamName={teamName} drop={side} {...common} />;
    },
    [mark, handlers, teamName],
  );
  return (
    // The list is one stop of the Tab key; inside it arrows move between links and heads.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it only moves the focus among its own links
    <div className={styles.list} onKeyDown={moveFocus} onDragEnd={onDragEnd}>
      <div className={styles.scroller}>
        <RowList ref={list} rows={rows}>
          {draw}
        </RowList>
      </div>
      <CurrentInView rows={rows} list={list} />
      <Later>{menu && <SidebarMenus at={menu} onClose={() => setMenu(null)} />}</Later>
    </div>
  );
}

/** Brings the channel on the screen into sight when it was chosen elsewhere; apart, so that the list is not drawn for it. */
function CurrentInView({ rows, list }: { rows: readonly SidebarRow[]; list: RefObject<RowListHandle | null> }) {
  const currentId = useApp((state) => state.channels.currentId);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  useEffect(() => {
    const index = latest.current.findIndex((row) => row.kind === "channel" && row.id === currentId);
    if (index >= 0) list.current?.show({ index, align: "nearest" });
  }, [currentId, list]);
  return null;
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || event.altKey) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = all[at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
