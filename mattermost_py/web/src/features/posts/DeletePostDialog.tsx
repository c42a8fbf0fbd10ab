import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { closeDialog } from "@/state/ui";
import { Confirm } from "@/ui/Confirm";

import styles from "./DeletePostDialog.module.css";
import { deletePost } from "./postActions";
import { PostMarkdown } from "./PostMarkdown";

/** Asks before a post is deleted, if the dialog in front is about that. */
export function DeletePostDialog() {
  const dialog = useApp((state) => state.ui.dialog);
  const post = useApp((state) => (state.ui.dialog?.name === "deletePost" ? state.posts.byId[state.ui.dialog.id ?? ""] : undefined));
  if (dialog?.name !== "deletePost" || !post) return null;
  const close = () => change(closeDialog);
  return (
    <Confirm
      title={t("posts.delete_title")}
      action={t("common.delete")}
      danger
      onClose={close}
      onConfirm={async () => {
        await deletePost(post);
      }}
    >
      <p>{t(post.root_id === "" && post.reply_count > 0 ? "posts.delete_thread_text" : "posts.delete_text", { count: post.reply_count })}</p>
      {post.message === "" ? null : (
        <div className={styles.quote}>
          <PostMarkdown text={post.message.slice(0, 600)} post={post} />
        </div>
      )}
    </Confirm>
  );
}
