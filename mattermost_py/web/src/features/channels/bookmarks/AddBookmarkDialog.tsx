import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";

import { addBookmark } from "./bookmarkActions";
import { type BookmarkFields, BookmarkForm } from "./BookmarkForm";

const EMPTY: BookmarkFields = { kind: "link", address: "", name: "", emoji: "", file: null };

/** Keeps a link or a file at hand in a channel. */
export default function AddBookmarkDialog({ id, onClose }: DialogProps) {
  const save = ({ kind, address, name, emoji, file }: BookmarkFields) =>
    addBookmark(id, { display_name: name, emoji, ...(kind === "file" ? { type: "file", file_id: file?.id ?? "" } : { type: "link", link_url: address }) });
  return <BookmarkForm title={t("channels.bookmark_add")} channelId={id} start={EMPTY} choosesKind onSave={save} onClose={onClose} />;
}
