import type { Post } from "@mattermost/types/posts";
import { CircleAlert, CloudOff, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";

import { t } from "@/i18n/t";
import { useApp } from "@/state/store";

import { discard, heldUntil, resend, takeBack } from "./outbox";
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
  if (heldUntil(post) > 0) return <TakeBack post={post} />;
  return isOffline ? (
    <p className={styles.waiting}>
      <CloudOff size={14} aria-hidden />
      {t("posts.waiting")}
    </p>
  ) : null;
}

/** The seconds in which a message can still be taken back. */
function TakeBack({ post }: { post: Post }) {
  const [left, setLeft] = useState(() => secondsLeft(post));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(post)), 250);
    return () => clearInterval(timer);
  }, [post]);
  if (left <= 0) return null;
  return (
    <p className={styles.waiting}>
      <Undo2 size={14} aria-hidden />
      <span role="timer">{t("posts.leaves_in", { seconds: left })}</span>
      <button type="button" onClick={() => takeBack(post)}>
        {t("common.undo")}
      </button>
    </p>
  );
}

function secondsLeft(post: Post): number {
  return Math.ceil(Math.max(0, heldUntil(post) - Date.now()) / 1000);
}
