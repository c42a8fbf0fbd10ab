import { CornerUpRight } from "lucide-react";
import { useEffect } from "react";

import { postsByIds } from "@/client/posts";
import { tRich } from "@/i18n/t";
import { plainText } from "@/markdown/parser";
import { storePosts } from "@/state/posts";
import { change, useApp } from "@/state/store";
import { openThread } from "@/state/ui";
import { nameOf } from "@/state/users";

import styles from "./ReplyContext.module.css";

/** In a channel that shows replies among the posts: what a reply answers. */
export function ReplyContext({ rootId }: { rootId: string }) {
  const root = useApp((state) => state.posts.byId[rootId]);
  const name = useApp((state) => (root ? nameOf(state, root.user_id) : ""));

  useEffect(() => {
    if (root) return;
    postsByIds([rootId]).then((posts) => change(storePosts, posts), () => undefined);
  }, [root, rootId]);

  return (
    <button type="button" className={styles.context} onClick={() => change(openThread, rootId)}>
      <CornerUpRight size={13} aria-hidden />
      <span className={styles.text}>{tRich("posts.replied_to", { name, text: root ? plainText(root.message).slice(0, 160) : "…" })}</span>
    </button>
  );
}
