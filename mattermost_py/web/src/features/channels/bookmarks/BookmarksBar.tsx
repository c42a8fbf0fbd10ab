import { ArrowLeft, ArrowRight, Copy, Ellipsis, FileText, Link, Pencil, Plus, Trash2 } from "lucide-react";
import { type DragEvent, useState } from "react";

import { copy } from "@/app/copying";
import { fileUrl } from "@/client/files";
import { Emoji } from "@/features/emoji";
import { showFiles } from "@/features/files/viewer";
import { MessageLink } from "@/features/posts/InlineLinks";
import { safeUrl } from "@/markdown/safeUrl";
import { t } from "@/i18n/t";
import type { Bookmark } from "@/state/model";
import { change, useApp, useAppShallow } from "@/state/store";
import { openDialog } from "@/state/ui";
import { classes } from "@/ui/classes";
import { Confirm } from "@/ui/Confirm";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";

import { dropBookmark, mayBookmark, MOST_BOOKMARKS, placeBookmark } from "./bookmarkActions";
import styles from "./BookmarksBar.module.css";

const NONE: readonly Bookmark[] = [];

/** The links and files a channel keeps at hand, below its head. */
export function BookmarksBar({ channelId }: { channelId: string }) {
  const bookmarks = useApp((state) => state.bookmarks.inChannel[channelId]) ?? NONE;
  const may = useAppShallow((state) => ({ add: mayBookmark(state, channelId, "add"), order: mayBookmark(state, channelId, "order") }));
  const [draggedId, setDraggedId] = useState("");

  const drop = (place: number) => {
    const dragged = bookmarks.find((one) => one.id === draggedId);
    if (dragged) placeBookmark(bookmarks, dragged, place);
    setDraggedId("");
  };
  return (
    <nav className={styles.bar} aria-label={t("channels.bookmarks")}>
      <ul className={styles.list}>
        {bookmarks.map((bookmark, place) => (
          <OneBookmark key={bookmark.id} all={bookmarks} place={place} bookmark={bookmark} mayOrder={may.order} isDragged={bookmark.id === draggedId} onDrag={setDraggedId} onDrop={() => drop(place)} />
        ))}
      </ul>
      {may.add && bookmarks.length < MOST_BOOKMARKS ? <IconButton size="s" label={t("channels.bookmark_add")} icon={<Plus size={16} />} onClick={() => change(openDialog, "add-bookmark", channelId)} /> : null}
    </nav>
  );
}

interface OneProps {
  all: readonly Bookmark[];
  place: number;
  bookmark: Bookmark;
  mayOrder: boolean;
  isDragged: boolean;
  onDrag: (bookmarkId: string) => void;
  onDrop: () => void;
}

function OneBookmark({ all, place, bookmark, mayOrder, isDragged, onDrag, onDrop }: OneProps) {
  const drag = mayOrder
    ? {
        draggable: true,
        onDragStart: (event: DragEvent) => {
          event.dataTransfer.effectAllowed = "move";
          onDrag(bookmark.id);
        },
        onDragEnd: () => onDrag(""),
        onDragOver: (event: DragEvent) => {
          if (!event.dataTransfer.types.includes("Files")) event.preventDefault();
        },
        onDrop: (event: DragEvent) => {
          event.preventDefault();
          onDrop();
        },
      }
    : {};
  return (
    <li className={classes(styles.item, isDragged && styles.dragged)} {...drag}>
      <Target bookmark={bookmark} />
      <BookmarkMenu all={all} place={place} bookmark={bookmark} mayOrder={mayOrder} />
    </li>
  );
}

function Target({ bookmark }: { bookmark: Bookmark }) {
  const inner = (
    <>
      <Icon bookmark={bookmark} />
      <span className={styles.name}>{bookmark.display_name}</span>
    </>
  );
  if (bookmark.type === "file") {
    const { file } = bookmark;
    return (
      <button type="button" className={styles.target} disabled={!file} onClick={() => file && showFiles([file], file.id)}>
        {inner}
      </button>
    );
  }
  const href = safeUrl(bookmark.link_url ?? "");
  return (
    <span className={styles.target}>
      {href === null ? inner : <MessageLink href={href} title={href}>{inner}</MessageLink>}
    </span>
  );
}

function Icon({ bookmark }: { bookmark: Bookmark }) {
  const emoji = (bookmark.emoji ?? "").replace(/:/g, "");
  if (emoji !== "") return <Emoji name={emoji} isDecorative />;
  return bookmark.type === "file" ? <FileText size={14} aria-hidden /> : <Link size={14} aria-hidden />;
}

function BookmarkMenu({ all, place, bookmark, mayOrder }: Pick<OneProps, "all" | "place" | "bookmark" | "mayOrder">) {
  const [isDeleting, setDeleting] = useState(false);
  const may = useAppShallow((state) => ({ edit: mayBookmark(state, bookmark.channel_id, "edit"), remove: mayBookmark(state, bookmark.channel_id, "delete") }));
  const label = t("channels.bookmark_menu", { name: bookmark.display_name });
  return (
    <>
      <Menu label={label} button={<IconButton size="s" className={styles.more} label={label} icon={<Ellipsis size={15} />} />}>
        {may.edit ? (
          <MenuItem icon={<Pencil size={16} />} onSelect={() => change(openDialog, "edit-bookmark", `${bookmark.channel_id}:${bookmark.id}`)}>
            {t("common.edit")}
          </MenuItem>
        ) : null}
        <MenuItem icon={<Copy size={16} />} onSelect={() => void copy(addressOf(bookmark))}>
          {t("channels.copy_link")}
        </MenuItem>
        {mayOrder && place > 0 ? (
          <MenuItem icon={<ArrowLeft size={16} />} onSelect={() => placeBookmark(all, bookmark, place - 1)}>
            {t("channels.bookmark_before")}
          </MenuItem>
        ) : null}
        {mayOrder && place < all.length - 1 ? (
          <MenuItem icon={<ArrowRight size={16} />} onSelect={() => placeBookmark(all, bookmark, place + 1)}>
            {t("channels.bookmark_after")}
          </MenuItem>
        ) : null}
        {may.remove ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => setDeleting(true)}>
              {t("common.delete")}
            </MenuItem>
          </>
        ) : null}
      </Menu>
      {isDeleting ? (
        <Confirm title={t("channels.bookmark_delete")} action={t("common.delete")} danger onConfirm={() => dropBookmark(bookmark)} onClose={() => setDeleting(false)}>
          {t("channels.bookmark_delete_text", { name: bookmark.display_name })}
        </Confirm>
      ) : null}
    </>
  );
}

function addressOf(bookmark: Bookmark): string {
  return bookmark.link_url ?? new URL(fileUrl(bookmark.file_id ?? ""), window.location.origin).href;
}
