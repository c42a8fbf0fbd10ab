import type { Post } from "@mattermost/types/posts";
import { RotateCcw } from "lucide-react";
import { useEffect, useState } from "react";

import type { DialogProps } from "@/app/Dialogs";
import { messageOf } from "@/client/http";
import { editHistory, restoreVersion } from "@/client/posts";
import { t } from "@/i18n/t";
import { updatePost } from "@/state/posts";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import { useTask } from "@/ui/useTask";

import styles from "./EditHistoryDialog.module.css";
import { PostMarkdown } from "./PostMarkdown";
import { clockOf, fullText } from "./times";

/** How a message read before it was edited, the latest version first, and the way back to any of them. */
export default function EditHistoryDialog({ id, onClose }: DialogProps) {
  const post = useApp((state) => state.posts.byId[id]);
  const { versions, failure } = useHistory(id, post?.edit_at ?? 0);
  const { busy, problem, run } = useTask();
  if (post === undefined) return null;
  const restore = (version: Post) =>
    run(async () => {
      change(updatePost, await restoreVersion(id, version.id));
      change(showToast, t("posts.version_restored"));
      onClose();
    });
  return (
    <Dialog title={t("posts.edit_history")} onClose={onClose}>
      <FormProblem>{failure || problem}</FormProblem>
      <ol className={styles.versions}>
        <Version post={post} at={post.edit_at || post.create_at} label={t("posts.version_current")} />
        {versions === null && failure === "" ? <Skeleton rows={2} /> : null}
        {versions?.map((version, index) => (
          <Version key={version.id} post={version} at={version.edit_at || version.create_at} label={index === versions.length - 1 ? t("posts.version_first") : undefined}>
            <Button size="s" tone="quiet" icon={<RotateCcw size={14} />} busy={busy} onClick={() => restore(version)}>
              {t("posts.version_restore")}
            </Button>
          </Version>
        ))}
      </ol>
    </Dialog>
  );
}

interface VersionProps {
  post: Post;
  at: number;
  label?: string | undefined;
  children?: React.ReactNode;
}

function Version({ post, at, label, children }: VersionProps) {
  const clock = useApp(clockOf);
  return (
    <li className={styles.version}>
      <div className={styles.head}>
        <time dateTime={new Date(at).toISOString()}>{fullText(at, clock)}</time>
        {label === undefined ? null : <span className={styles.label}>{label}</span>}
        <span className={styles.action}>{children}</span>
      </div>
      <div className={styles.text}>
        <PostMarkdown text={post.message} post={post} />
      </div>
    </li>
  );
}

/** The older versions; asked for again when the post is edited meanwhile. */
function useHistory(postId: string, editedAt: number): { versions: readonly Post[] | null; failure: string } {
  const [versions, setVersions] = useState<readonly Post[] | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let alive = true;
    editHistory(postId).then(
      (found) => alive && setVersions(found),
      (error: unknown) => alive && setFailure(messageOf(error)),
    );
    return () => {
      alive = false;
    };
  }, [postId, editedAt]);
  return { versions, failure };
}
