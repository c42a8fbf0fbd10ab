/** Member and pin counts of a channel, fetched when it is shown. */
import type { ChannelStats } from "@mattermost/types/channels";
import { useEffect } from "react";
import { channelStats } from "@/client/channels";
import { receiveChannelStats } from "@/state/channels";
import { change, useApp } from "@/state/store";
import { afterPaint } from "@/ui/afterPaint";

export function useChannelStats(channelId: string): ChannelStats | undefined {
  const stats = useApp((state) => state.channels.stats[channelId]);
  const resyncs = useApp((state) => state.connection.resyncs);
  const isMember = useApp((state) => channelId in state.channels.mine);
  useEffect(() => {
    if (!isMember) return;
    return afterPaint(() => {
      channelStats(channelId).then(
        (fresh) => change(receiveChannelStats, fresh),
        () => undefined,
      );
    });
  }, [channelId, isMember, resyncs]);
  return stats;
}
