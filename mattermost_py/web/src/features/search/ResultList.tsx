import { CornerDownRight } from "lucide-react";

import { go } from "@/app/paths";
import { postPath, teamNameOf } from "@/features/posts/links";
import { PostRow } from "@/features/posts/PostRow";
import { clockOf, dayText } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { channelName } from "@/state/channels";
import { getState, useApp } from "@/state/store";
import { LongList } from "@/ui/rows/LongList";

import type { Marks } from "./marks";
import styles from "./search.module.css";

interface Props {
  postIds: readonly string[];
  marks?: Marks | undefined;
  /** In lists of one channel its name says nothing. */
  hidesChannel?: boolean;
  onEnd?: (() => void) | undefined;
}

/** Posts from many places, each with a way to its own. */
export function ResultList({ postIds, marks, hidesChannel = false, onEnd }: Props) {
  return (
    <LongList className={styles.results} rows={postIds.map((key) => ({ key }))} data-post-list onNearEnd={onEnd}>
      {({ key }) => <OneResult postId={key} marked={marks?.(key) ?? null} hidesChannel={hidesChannel} />}
    </LongList>
  );
}

function OneResult({ postId, marked, hidesChannel }: { postId: string; marked: RegExp | null; hidesChannel: boolean }) {
  const post = useApp((state) => state.posts.byId[postId]);
  const channel = useApp((state) => state.channels.byId[post?.channel_id ?? ""]);
  const name = useApp((state) => (channel ? channelName(state, channel) : ""));
  const clock = useApp(clockOf);
  if (!post) return null;
  return (
    <div className={styles.result}>
      <div className={styles.place}>
        <span className={styles.channel}>{hidesChannel ? "" : name}</span>
        {post.root_id === "" ? null : (
          <span className={styles.reply}>
            <CornerDownRight size={12} aria-hidden /> {t("search.in_thread")}
          </span>
        )}
        <span className={styles.day}>{dayText(post.create_at, clock, Date.now())}</span>
        <button type="button" className={styles.jump} onClick={() => go(postPath(teamNameOf(getState(), post), post.id))}>
          {t("search.jump")}
        </button>
      </div>
      <PostRow postId={postId} place="list" isFirst marked={marked} />
    </div>
  );
}
