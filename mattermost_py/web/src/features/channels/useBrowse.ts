/** Channels of a team to choose from: listed page by page, or found by words. */
import { useEffect, useState } from "react";
import * as client from "@/client/channels";
import type { Channel } from "@/state/model";
import { displayOrder } from "@/state/order";
import { getState } from "@/state/store";

export type ChannelKind = "public" | "private" | "archived";

const PAGE = 100;
const PAUSE_MS = 150;

/** `null` until something is known. */
export function useBrowse(teamId: string, term: string, kind: ChannelKind): readonly Channel[] | null {
  const [found, setFound] = useState<{ kind: ChannelKind; channels: readonly Channel[] } | null>(null);
  useEffect(() => {
    let alive = true;
    const show = (channels: readonly Channel[]) => alive && setFound({ kind, channels });
    const timer = setTimeout(() => void look(teamId, term.trim(), kind, show, () => alive).catch(() => show([])), term === "" ? 0 : PAUSE_MS);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [teamId, term, kind]);
  return found?.kind === kind ? found.channels : null;
}

async function look(teamId: string, term: string, kind: ChannelKind, show: (channels: readonly Channel[]) => void, wanted: () => boolean): Promise<void> {
  if (kind === "private") {
    show(ownPrivate(teamId, term));
    return;
  }
  if (term !== "") {
    show(await (kind === "public" ? client.searchChannels(teamId, term) : client.searchArchivedChannels(teamId, term)));
    return;
  }
  const fetchPage = kind === "public" ? client.publicChannels : client.archivedChannels;
  let all: Channel[] = [];
  for (let page = 0; wanted(); page += 1) {
    const next = await fetchPage(teamId, page);
    all = [...all, ...next];
    show(all);
    if (next.length < PAGE) return;
  }
}

/** Private channels show only to their members, so they are all here already. */
function ownPrivate(teamId: string, term: string): Channel[] {
  const { byId, mine } = getState().channels;
  const words = term.toLowerCase();
  return Object.keys(mine)
    .flatMap((id) => byId[id] ?? [])
    .filter((channel) => channel.type === "P" && channel.team_id === teamId && channel.delete_at === 0)
    .filter((channel) => channel.display_name.toLowerCase().includes(words) || channel.name.includes(words))
    .sort((a, b) => displayOrder(a.display_name, b.display_name));
}
