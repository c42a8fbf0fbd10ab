import type { FileInfo } from "@mattermost/types/files";
import type { Post } from "@mattermost/types/posts";
import { Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { AttachmentTray } from "@/features/composer/AttachmentTray";
import composer from "@/features/composer/Composer.module.css";
import { type FieldHandle, MessageField } from "@/features/composer/MessageField";
import { runeCount } from "@/features/composer/runes";
import { useDrop } from "@/features/composer/useDrop";
import { useUploads } from "@/features/composer/useUploads";
import { WritingTools } from "@/features/composer/WritingTools";
import { t } from "@/i18n/t";
import { configNumber } from "@/state/server";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import { IconButton } from "@/ui/IconButton";

import { type Place, stopEditing } from "./editing";
import { editPost } from "./postActions";
import { PostMarkdown } from "./PostMarkdown";
import styles from "./PostEditor.module.css";

interface Props {
  post: Post;
  /** Those it has, in the order in which they are shown. */
  files: readonly FileInfo[];
  place: Place;
}

/** A post's text and files as they were written, in its place. Enter saves, Escape leaves it. */
export function PostEditor({ post, files: attached, place }: Props) {
  const [text, setText] = useState(post.message);
  const [files, setFiles] = useState(attached);
  const [isPreview, setPreview] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const field = useRef<FieldHandle>(null);
  const most = useApp((state) => configNumber(state, "MaxPostSize", 16383));
  const uploads = useUploads({
    place: `edit:${post.id}`,
    channelId: post.channel_id,
    stored: files.length,
    onStored: (file) => setFiles((known) => [...known, file]),
  });
  const drop = useDrop(uploads.add);
  const frame = useRef<HTMLDivElement>(null);
  const ids = files.map((file) => file.id);
  const hasOtherFiles = [...ids].sort().join() !== [...(post.file_ids ?? [])].sort().join();
  const isBusy = uploads.uploading.some((one) => one.problem === "");
  const isTooLong = runeCount(text) > most;

  async function save() {
    if (isTooLong || isSaving || isBusy) return;
    if (text === post.message && !hasOtherFiles) {
      finish();
      return;
    }
    if (text.trim() === "" && files.length === 0) {
      finish();
      change(openDialog, "deletePost", post.id);
      return;
    }
    setSaving(true);
    if (await editPost(post.id, { message: text, ...(hasOtherFiles && { file_ids: ids }) })) finish();
    else setSaving(false);
  }

  function finish() {
    stopEditing();
    const view = place === "thread" ? "[data-thread]" : "[data-channel-view]";
    document.querySelector<HTMLTextAreaElement>(`${view} [data-composer] textarea`)?.focus();
  }

  // The field alone is in sight because it has the focus; what saves it is below.
  useEffect(() => {
    frame.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={frame} className={styles.editor}>
      {/* Files may be dropped here; the paper clip does the same for the keyboard. */}
      <div role="group" aria-label={t("posts.edit_label")} className={classes(composer.box, drop.isDropping && composer.dropping)} {...drop.place}>
        {drop.isDropping ? <div className={composer.dropHint}>{t("composer.drop_here")}</div> : null}
        {isPreview ? (
          <div className={composer.preview} aria-label={t("composer.preview")}>
            <PostMarkdown text={text} />
          </div>
        ) : (
          <MessageField
            ref={field}
            value={text}
            onChange={setText}
            onSubmit={() => void save()}
            onOtherKey={(event) => {
              if (event.key !== "Escape") return false;
              event.stopPropagation();
              finish();
              return true;
            }}
            onFiles={uploads.add}
            label={t("posts.edit_label")}
            placeholder={t("posts.edit_label")}
            channelId={post.channel_id}
            rootId={post.root_id}
            allowsCommands={false}
            autoFocus
          />
        )}
        <AttachmentTray files={files} uploading={uploads.uploading} onRemove={(id) => setFiles((known) => known.filter((file) => file.id !== id))} />
        <div className={composer.tools}>
          <WritingTools field={field} isPreview={isPreview} onFiles={uploads.add} />
          <IconButton label={t(isPreview ? "composer.edit" : "composer.preview")} active={isPreview} icon={isPreview ? <EyeOff size={17} /> : <Eye size={17} />} onClick={() => setPreview(!isPreview)} />
        </div>
      </div>
      <div className={styles.tools}>
        <Button size="s" tone="primary" busy={isSaving} disabled={isTooLong || isBusy} onClick={() => void save()}>
          {t("common.save")}
        </Button>
        <Button size="s" tone="quiet" onClick={finish}>
          {t("common.cancel")}
        </Button>
        <span className={isTooLong ? styles.problem : styles.hint}>{isTooLong ? t("composer.too_long", { length: runeCount(text), most }) : t("posts.edit_hint")}</span>
      </div>
    </div>
  );
}
