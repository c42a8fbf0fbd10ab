import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";

import { editBookmark } from "./bookmarkActions";
import { BookmarkForm } from "./BookmarkForm";

/** Changes a bookmark; the dialog is about `channel:bookmark`. */
export default function EditBookmarkDialog({ id, onClose }: DialogProps) {
  const [channelId = "", bookmarkId = ""] = id.split(":");
  const bookmark = useApp((state) => state.bookmarks.inChannel[channelId]?.find((one) => one.id === bookmarkId));
  if (bookmark === undefined) return null;
  const isFile = bookmark.type === "file";
  const start = {
    kind: isFile ? ("file" as const) : ("link" as const),
    address: bookmark.link_url ?? "",
    name: bookmark.display_name,
    emoji: (bookmark.emoji ?? "").replace(/:/g, ""),
    file: bookmark.file ?? null,
  };
  return (
    <BookmarkForm
      title={t("channels.bookmark_edit")}
      channelId={channelId}
      start={start}
      choosesKind={false}
      onSave={({ address, name, emoji }) => editBookmark(bookmark, { display_name: name, emoji, ...(isFile ? {} : { link_url: address }) })}
      onClose={onClose}
    />
  );
}
