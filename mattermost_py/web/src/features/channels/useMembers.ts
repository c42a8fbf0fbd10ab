/** Members of a channel with their profiles, page by page. */
import { useEffect, useState } from "react";
import { channelMembersByIds } from "@/client/channels";
import { usersInChannel } from "@/client/users";
import { loadPresences } from "@/load/users";
import { receiveChannelMembers } from "@/state/channels";
import { change, useApp } from "@/state/store";
import { receiveUsers } from "@/state/users";

const PAGE = 100;

interface Members {
  /** Ids as the server ordered them; `null` until the first page is here. */
  ids: readonly string[] | null;
  hasMore: boolean;
  more: () => void;
}

export function useMembers(channelId: string): Members {
  const [ids, setIds] = useState<readonly string[] | null>(null);
  const [page, setPage] = useState(0);
  const [hasMore, setHasMore] = useState(true);
  const count = useApp((state) => state.channels.stats[channelId]?.member_count);
  useEffect(() => {
    let alive = true;
    fetchPage(channelId, page).then(
      (found) => {
        if (!alive) return;
        setIds((before) => [...new Set([...(page === 0 ? [] : (before ?? [])), ...found])]);
        setHasMore(found.length === PAGE);
      },
      () => alive && setIds((before) => before ?? []),
    );
    return () => {
      alive = false;
    };
    // A changed count means that somebody came or went.
  }, [channelId, page, count]);
  return { ids, hasMore, more: () => setPage(page + 1) };
}

async function fetchPage(channelId: string, page: number): Promise<string[]> {
  const users = await usersInChannel(channelId, page);
  const ids = users.map((user) => user.id);
  change(receiveUsers, users);
  if (ids.length === 0) return ids;
  change(receiveChannelMembers, channelId, await channelMembersByIds(channelId, ids));
  void loadPresences(ids).catch(() => undefined);
  return ids;
}
