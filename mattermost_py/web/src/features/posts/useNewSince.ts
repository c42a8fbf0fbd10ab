/** Since when posts of a channel count as new on this screen; the line stays put while they are being read. */
import { useEffect, useState } from "react";

import { isHeldUnread, unreadOf } from "@/state/channels";
import { getState, useApp } from "@/state/store";

export interface NewSince {
  since: number | null;
  ownMayBeNew: boolean;
}

function onEntry(channelId: string): NewSince {
  const state = getState();
  const isUnread = unreadOf(state, channelId).messages > 0;
  const since = isUnread ? (state.channels.mine[channelId]?.last_viewed_at ?? null) : null;
  return { since, ownMayBeNew: isHeldUnread(state, channelId) };
}

/** Use it in a component that is made anew for each channel. */
export function useNewSince(channelId: string): NewSince {
  const [entry, setEntry] = useState(() => onEntry(channelId));
  const isHeld = useApp((state) => isHeldUnread(state, channelId));
  const viewedAt = useApp((state) => state.channels.mine[channelId]?.last_viewed_at ?? 0);

  useEffect(() => {
    // What arrives while nobody looks is new when somebody does.
    const onBlur = () => {
      const state = getState();
      if (unreadOf(state, channelId).messages > 0) return;
      setEntry({ since: state.channels.byId[channelId]?.last_post_at ?? null, ownMayBeNew: false });
    };
    window.addEventListener("blur", onBlur);
    return () => window.removeEventListener("blur", onBlur);
  }, [channelId]);

  return isHeld ? { since: viewedAt, ownMayBeNew: true } : entry;
}
