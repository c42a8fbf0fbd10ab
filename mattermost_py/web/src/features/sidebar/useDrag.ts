/** Dragging channels into categories and categories into order. */
import { type DragEvent, useCallback, useState } from "react";
import { moveChannels } from "@/features/channels/actions";
import { channelsShownIn, type SidebarRow } from "@/state/categories";
import { getState } from "@/state/store";
import { moveCategory } from "./actions";

type Dragged = { kind: "channel" | "category"; id: string };

export interface DropMark {
  id: string;
  side: "above" | "below" | "into";
}

/** The drop mark to draw, and the handlers of a row. */
export function useDrag(teamId: string) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const [mark, setMark] = useState<DropMark | null>(null);

  const end = useCallback(() => {
    setDragged(null);
    setMark(null);
  }, []);

  // While nothing is dragged the same ones, so that rows are not drawn for them.
  const handlers = useCallback(
    (row: SidebarRow) => ({
      onDragStart: (event: DragEvent) => {
        if (row.kind === "unreads") return;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", row.id);
        setDragged({ kind: row.kind, id: row.id });
      },
      onDragOver: (event: DragEvent) => {
        const next = dragged && markFor(dragged, row, event);
        if (!next) return;
        event.preventDefault();
        if (mark?.id !== next.id || mark.side !== next.side) setMark(next);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        if (dragged && mark) drop(teamId, dragged, row, mark);
        end();
      },
    }),
    [teamId, dragged, mark, end],
  );
  return { mark, handlers, onDragEnd: end };
}

function markFor(dragged: Dragged, row: SidebarRow, event: DragEvent): DropMark | null {
  if (row.kind === "unreads" || row.id === dragged.id) return null;
  if (row.kind === "category") return { id: row.id, side: "into" };
  if (dragged.kind === "category" || row.categoryId === "unreads") return null;
  const box = event.currentTarget.getBoundingClientRect();
  return { id: row.id, side: event.clientY < box.top + box.height / 2 ? "above" : "below" };
}

function drop(teamId: string, dragged: Dragged, row: SidebarRow, mark: DropMark): void {
  if (dragged.kind === "category") {
    if (row.kind === "category") void moveCategory(teamId, dragged.id, row.id);
    return;
  }
  if (row.kind === "category") {
    void moveChannels([dragged.id], row.id);
    return;
  }
  if (row.kind === "unreads") return;
  const rest = channelsShownIn(getState(), teamId, row.categoryId).filter((id) => id !== dragged.id);
  const place = rest.indexOf(row.id) + (mark.side === "below" ? 1 : 0);
  void moveChannels([dragged.id], row.categoryId, Math.max(0, place));
}
