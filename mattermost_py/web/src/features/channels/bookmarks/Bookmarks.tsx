import { useEffect } from "react";

import { useApp } from "@/state/store";
import { afterPaint } from "@/ui/afterPaint";
import { late, Later } from "@/ui/late";

import { hasBookmarks, loadBookmarks } from "./bookmarkActions";

const BookmarksBar = late(() => import("./BookmarksBar"), (module) => module.BookmarksBar);

/** Asks for a channel's bookmarks; the bar and its code come only where there are some. */
export function Bookmarks({ channelId }: { channelId: string }) {
  const isOn = useApp(hasBookmarks);
  const hasSome = useApp((state) => (state.bookmarks.inChannel[channelId]?.length ?? 0) > 0);
  const resyncs = useApp((state) => state.connection.resyncs);

  useEffect(() => {
    // Without the bar everything else still works; the next visit asks again.
    if (isOn) return afterPaint(() => void loadBookmarks(channelId).catch(() => undefined));
  }, [isOn, channelId, resyncs]);

  if (!isOn || !hasSome) return null;
  return (
    <Later>
      <BookmarksBar channelId={channelId} />
    </Later>
  );
}
