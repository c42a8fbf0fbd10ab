import type { Post } from "@mattermost/types/posts";
import { CircleAlert, CloudOff } from "lucide-react";

import { t } from "@/i18n/t";
import { useApp } from "@/state/store";

import { discard, resend } from "./outbox";
import styles from "./PendingNote.module.css";

/** What keeps a message from having been sent, and what can be done. */
export function PendingNote({ post }: { post: Post }) {
  const isOffline = useApp((state) => state.connection.link === "offline");
  const why = useApp((state) => state.posts.refusals[post.id] ?? "");
  if (post.failed) {
    return (
      <p className={styles.failed} role="alert">
        <CircleAlert size={14} aria-hidden />
        {t("posts.not_sent")} {why}
        <button type="button" onClick={() => resend(post.id)}>
          {t("common.retry")}
        </button>
        <button type="button" onClick={() => discard(post.id)}>
          {t("common.delete")}
        </button>
      </p>
    );
  }
  return isOffline ? (
    <p className={styles.waiting}>
      <CloudOff size={14} aria-hidden />
      {t("posts.waiting")}
    </p>
  ) : null;
}
