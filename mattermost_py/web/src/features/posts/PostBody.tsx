import type { Post } from "@mattermost/types/posts";

import { t } from "@/i18n/t";
import { change } from "@/state/store";
import { openDialog } from "@/state/ui";

import { isSealed } from "./burning";
import { Collapsible } from "./Collapsible";
import type { Place } from "./editing";
import { PostMarkdown } from "./PostMarkdown";
import { Sealed } from "./Sealed";
import { SystemSentence } from "./SystemSentence";
import { systemLine } from "./systemPosts";
import styles from "./PostBody.module.css";

interface Props {
  post: Post;
  place: Place;
  marked: RegExp | null;
  meId: string;
}

const LONG_TEXT = 1200;
const LONG_LINES = 18;

/** What a post says. */
export function PostBody({ post, place, marked, meId }: Props) {
  if (post.state === "DELETED") return <p className={styles.deleted}>{t("posts.deleted")}</p>;
  const line = systemLine(post);
  if (line) {
    return (
      <p className={styles.system}>
        <SystemSentence line={line} />
      </p>
    );
  }
  if (isSealed(post, meId)) return <Sealed post={post} />;
  if (post.message === "") return null;
  const isSystem = post.type.startsWith("system_") && post.type !== "system_ephemeral";
  const edited = post.edit_at > 0 ? <EditedMark post={post} isOwn={post.user_id === meId} /> : undefined;
  const body = (
    <div className={isSystem ? styles.system : post.type === ("me" as Post["type"]) ? styles.me : undefined}>
      <PostMarkdown text={post.message} post={post} marked={marked} tail={edited} />
    </div>
  );
  const isLong = post.message.length > LONG_TEXT || post.message.split("\n", LONG_LINES + 1).length > LONG_LINES;
  return isLong && place !== "thread" ? <Collapsible>{body}</Collapsible> : body;
}

/** That a message was edited; its author sees the earlier versions behind it. */
function EditedMark({ post, isOwn }: { post: Post; isOwn: boolean }) {
  if (!isOwn) {
    return (
      <span className={styles.edited} title={t("posts.edited_hint")}>
        {t("posts.edited")}
      </span>
    );
  }
  return (
    <button type="button" className={styles.edited} title={t("posts.edited_open")} onClick={() => change(openDialog, "edit-history", post.id)}>
      {t("posts.edited")}
    </button>
  );
}
