/** Tells the server that the channel on the screen is being read, as long as somebody looks. */
import { useEffect, useSyncExternalStore } from "react";

import { viewChannel } from "@/client/channels";
import { isSignedIn } from "@/load/session";
import { channelsViewed, isHeldUnread, markChannelRead, unreadOf } from "@/state/channels";
import { change, getState, useApp } from "@/state/store";
import { isAttentive, sendView } from "@/live/live";
import { afterFrame } from "@/ui/afterPaint";

function subscribe(wake: () => void): () => void {
  window.addEventListener("focus", wake);
  window.addEventListener("blur", wake);
  document.addEventListener("visibilitychange", wake);
  return () => {
    window.removeEventListener("focus", wake);
    window.removeEventListener("blur", wake);
    document.removeEventListener("visibilitychange", wake);
  };
}

/** Whether this window is in front. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, isAttentive);
}

const GATHER_MS = 250;
/** What somebody looks at and the server does not know yet. */
let pending: { channelId: string; tell: () => void } | null = null;

/** Leaving a channel waits for nothing but the next frame: what is written there a moment later was not seen. */
function tellSoon(): void {
  const left = pending;
  if (left === null) return;
  pending = null;
  afterFrame(left.tell);
}

export function useViewing(channelId: string): void {
  const isLooking = useAttention();
  const isHeld = useApp((state) => isHeldUnread(state, channelId));
  const isMember = useApp((state) => channelId in state.channels.mine);
  const isOnline = useApp((state) => state.connection.link !== "offline");
  const lastPostAt = useApp((state) => state.channels.byId[channelId]?.last_post_at ?? 0);

  useEffect(() => {
    if (pending?.channelId === channelId) pending = null;
    else tellSoon();
    if (!isLooking) sendView({ channelId: "" });
    if (!isLooking || isHeld || !isMember || !isOnline) return;
    const tell = () => {
      if (pending?.tell === tell) pending = null;
      if (!isSignedIn()) return;
      if (unreadOf(getState(), channelId).messages > 0) change(markChannelRead, channelId);
      viewChannel(channelId).then(
        (answer) => change(channelsViewed, answer.last_viewed_at_times),
        () => undefined,
      );
    };
    const timer = setTimeout(tell, GATHER_MS);
    pending = { channelId, tell };
    return () => clearTimeout(timer);
  }, [channelId, isLooking, isHeld, isMember, isOnline, lastPostAt]);
  useEffect(() => tellSoon, []);
}
