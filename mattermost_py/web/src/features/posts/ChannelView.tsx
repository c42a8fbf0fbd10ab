import { useEffect, useRef } from "react";

import { Composer } from "@/features/composer";
import { restoreOutbox } from "./outbox";
import { change } from "@/state/store";
import { focusPost } from "@/state/ui";

import styles from "./ChannelView.module.css";
import { PostList, type PostListHandle } from "./PostList";
import { useViewing } from "./useViewing";

interface Props {
  channelId: string;
  focusPostId?: string;
}

/** Posts and composer of one channel. */
export function ChannelView({ channelId, focusPostId }: Props) {
  const list = useRef<PostListHandle>(null);
  useViewing(channelId);

  useEffect(restoreOutbox, []);
  useEffect(() => {
    if (focusPostId) change(focusPost, channelId, focusPostId);
  }, [channelId, focusPostId]);

  return (
    <div className={styles.view} data-channel-view>
      <PostList key={channelId} ref={list} channelId={channelId} />
      <Composer channelId={channelId} rootId="" onSent={() => list.current?.toLatest()} />
    </div>
  );
}
