import type { Post } from "@mattermost/types/posts";
import { useState } from "react";

import { MessageField } from "@/features/composer/MessageField";
import { runeCount } from "@/features/composer/runes";
import { t } from "@/i18n/t";
import { configNumber } from "@/state/server";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";

import { type Place, stopEditing } from "./editing";
import { editPost } from "./postActions";
import styles from "./PostEditor.module.css";

/** A post's text as a field, in its place. Enter saves, Escape leaves it. */
export function PostEditor({ post, place }: { post: Post; place: Place }) {
  const [text, setText] = useState(post.message);
  const [isSaving, setSaving] = useState(false);
  const most = useApp((state) => configNumber(state, "MaxPostSize", 16383));
  const isTooLong = runeCount(text) > most;

  async function save() {
    if (isTooLong || isSaving) return;
    if (text === post.message) {
      finish();
      return;
    }
    if (text.trim() === "" && (post.file_ids ?? []).length === 0) {
      finish();
      change(openDialog, "deletePost", post.id);
      return;
    }
    setSaving(true);
    if (await editPost(post.id, text)) finish();
    else setSaving(false);
  }

  function finish() {
    stopEditing();
    const view = place === "thread" ? "[data-thread]" : "[data-channel-view]";
    document.querySelector<HTMLTextAreaElement>(`${view} [data-composer] textarea`)?.focus();
  }

  return (
    <div className={styles.editor}>
      <div className={styles.box}>
        <MessageField
          value={text}
          onChange={setText}
          onSubmit={() => void save()}
          onOtherKey={(event) => {
            if (event.key !== "Escape") return false;
            event.stopPropagation();
            finish();
            return true;
          }}
          label={t("posts.edit_label")}
          placeholder={t("posts.edit_label")}
          channelId={post.channel_id}
          rootId={post.root_id}
          allowsCommands={false}
          autoFocus
        />
      </div>
      <div className={styles.tools}>
        <Button size="s" tone="primary" busy={isSaving} disabled={isTooLong} onClick={() => void save()}>
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
