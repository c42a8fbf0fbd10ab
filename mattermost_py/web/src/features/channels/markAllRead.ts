/** One key for a clean desk, and one click to have the pile back. */
import type { UserThread } from "@mattermost/types/threads";
import { postsSince, setUnread } from "@/client/posts";
import { readAllThreads, readThread, teamThreads } from "@/client/threads";
import { t } from "@/i18n/t";
import { holdUnread, unreadOf } from "@/state/channels";
import type { State } from "@/state/model";
import { isCollapsedThreads } from "@/state/preferences";
import { change, getState } from "@/state/store";
import { allThreadsRead, threadCounts } from "@/state/threads";
import { showToast } from "@/state/ui";
import { markRead, tried } from "./actions";

/** What was unread: channels with the moment they were read up to, and threads. */
interface Pile {
  teamId: string;
  channels: readonly { id: string; viewedAt: number }[];
  threads: readonly UserThread[];
}

const MOST_PAGES = 8;

/** Marks everything of the current team and all direct messages as read. */
export async function markAllRead(): Promise<void> {
  await tried(async () => {
    const pile = await pileOf(getState());
    const { teamId, channels, threads } = pile;
    if (threads.length > 0) {
      change(allThreadsRead, teamId, Date.now());
      await readAllThreads(teamId);
    }
    await markRead(channels.map(({ id }) => id));
    const isEmpty = channels.length === 0 && threads.length === 0;
    const undo = { label: t("common.undo"), run: () => void tried(() => bringBack(pile)) };
    change(showToast, t("channels.all_read"), "plain", isEmpty ? undefined : undo);
  });
}

async function pileOf(state: State): Promise<Pile> {
  const { currentId: teamId } = state.teams;
  const channels = Object.keys(state.channels.mine).flatMap((id) => {
    const isHere = ["", teamId].includes(state.channels.byId[id]?.team_id ?? "elsewhere");
    const unread = unreadOf(state, id);
    const isWaiting = isHere && (unread.messages > 0 || unread.mentions > 0);
    return isWaiting ? [{ id, viewedAt: state.channels.mine[id]?.last_viewed_at ?? 0 }] : [];
  });
  const hasThreads = isCollapsedThreads(state) && threadCounts(state, teamId).total_unread_threads > 0;
  return { teamId, channels, threads: hasThreads ? await unreadThreads(teamId) : [] };
}

async function unreadThreads(teamId: string): Promise<readonly UserThread[]> {
  const found: UserThread[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const before = found.at(-1)?.id;
    const { threads } = await teamThreads(teamId, { unread: true, ...(before === undefined ? {} : { before }) });
    found.push(...threads);
    if (threads.length < 25) break;
  }
  return found;
}

/** Each channel becomes unread from its first unseen post on; the server's events then show it. */
async function bringBack({ teamId, channels, threads }: Pile): Promise<void> {
  for (const thread of threads) await readThread(teamId, thread.id, thread.last_viewed_at);
  for (const { id, viewedAt } of channels) {
    const { posts } = await postsSince(id, viewedAt, { collapsed: isCollapsedThreads(getState()) });
    const [first] = Object.values(posts)
      .filter((post) => post.create_at > viewedAt && post.delete_at === 0)
      .sort((one, other) => one.create_at - other.create_at);
    if (first === undefined) continue;
    if (getState().channels.currentId === id) change(holdUnread, id);
    await setUnread(first.id);
  }
}
