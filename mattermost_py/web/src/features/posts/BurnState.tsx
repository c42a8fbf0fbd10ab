import type { Post } from "@mattermost/types/posts";
import { Flame } from "lucide-react";
import { useEffect, useState } from "react";

import { needUsers } from "@/load/users";
import { t } from "@/i18n/t";
import { removePost } from "@/state/posts";
import { change, useApp } from "@/state/store";
import { nameOf } from "@/state/users";
import { Tooltip } from "@/ui/Tooltip";

import styles from "./BurnState.module.css";
import { countdown } from "./burning";

/** Below an open text: how long it is still there; for its author who has opened it. */
export function BurnState({ post }: { post: Post }) {
  const isOwn = useApp((state) => state.users.meId === post.user_id);
  const ends = post.metadata.expire_at ?? 0;
  if (!isOwn && ends === 0) return null;
  return (
    <p className={styles.state}>
      <Flame size={13} aria-hidden />
      {isOwn ? <Readers ids={post.metadata.recipients ?? []} /> : null}
      {ends > 0 ? <Countdown key={ends} postId={post.id} ends={ends} /> : null}
    </p>
  );
}

function Readers({ ids }: { ids: readonly string[] }) {
  const names = useApp((state) => ids.map((id) => nameOf(state, id) || t("common.someone")).join(", "));
  useEffect(() => needUsers(ids), [ids]);
  const count = <span>{t("posts.burn_opened", { count: ids.length })}</span>;
  return names === "" ? count : <Tooltip text={names}>{count}</Tooltip>;
}

function Countdown({ postId, ends }: { postId: string; ends: number }) {
  const [now, setNow] = useState(Date.now);
  const isOver = now >= ends;
  useEffect(() => {
    if (isOver) {
      change(removePost, postId);
      return;
    }
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isOver, postId]);
  return (
    <span role="timer" className={styles.timer}>
      {t("posts.burn_left", { time: countdown(ends - now) })}
    </span>
  );
}
