import { ChevronDown, ChevronRight, MoreVertical, Plus } from "lucide-react";
import type { DragEvent, MouseEvent } from "react";
import { t } from "@/i18n/t";
import type { Category } from "@/state/model";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { classes } from "@/ui/classes";
import { toggleCollapsed } from "./actions";
import styles from "./Sidebar.module.css";

interface Props {
  categoryId: string;
  isTarget: boolean;
  onMenu: (event: MouseEvent) => void;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
}

/** The head of a category: folds it, opens its menu, takes dropped channels. */
export function CategoryRow({ categoryId, isTarget, onMenu, onDragStart, onDragOver, onDrop }: Props) {
  const category = useApp((state) => state.categories.byId[categoryId]);
  if (category === undefined) return null;
  const Fold = category.collapsed ? ChevronRight : ChevronDown;
  return (
    <div
      className={classes(styles.category, category.muted && styles.muted, isTarget && styles.target)}
      draggable={category.type !== "favorites" || undefined}
      onContextMenu={onMenu}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDrop={onDrop}
      role="presentation"
    >
      <button
        type="button"
        className={styles.fold}
        data-row={categoryId}
        tabIndex={-1}
        aria-expanded={!category.collapsed}
        onClick={() => toggleCollapsed(category)}
      >
        <Fold size={14} aria-hidden="true" />
        <span className={styles.name}>{categoryName(category)}</span>
      </button>
      {category.type === "direct_messages" && (
        <button type="button" tabIndex={-1} className={styles.small} aria-label={t("sidebar.new_direct")} onClick={() => change(openDialog, "direct")}>
          <Plus size={15} />
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        className={styles.small}
        aria-haspopup="menu"
        aria-label={t("sidebar.category_menu", { name: categoryName(category) })}
        onClick={onMenu}
      >
        <MoreVertical size={15} />
      </button>
    </div>
  );
}

/** Built-in categories carry the server's English names; here they speak the user's language. */
export function categoryName(category: Category): string {
  if (category.type === "favorites") return t("sidebar.favorites");
  if (category.type === "channels") return t("sidebar.channels");
  if (category.type === "direct_messages") return t("sidebar.direct_messages");
  return category.display_name;
}
