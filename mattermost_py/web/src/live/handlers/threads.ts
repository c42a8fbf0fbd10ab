/** Events about followed threads. */
import { teamThread } from "@/client/threads";
import { loadThreadCounts } from "@/load/teams";
import { needUsers } from "@/load/users";
import { isCollapsedThreads } from "@/state/preferences";
import { getState, change } from "@/state/store";
import { allThreadsRead, receiveThread, setThreadFollowing, threadRead } from "@/state/threads";
import type { Handlers } from "../dispatch";

/** Threads in direct channels belong to no team; they show in the one on the screen. */
function teamOf(teamId: string): string {
  return teamId === "" ? getState().teams.currentId : teamId;
}

/** What was unread before; some events do not tell. */
function previousOf(event: { previous_unread_mentions?: number; previous_unread_replies?: number }) {
  const { previous_unread_mentions: unread_mentions, previous_unread_replies: unread_replies } = event;
  return unread_mentions === undefined || unread_replies === undefined ? undefined : { unread_mentions, unread_replies };
}

export const threadHandlers = {
  thread_updated(event, { team_id }) {
    const { thread } = event;
    needUsers(thread.participants.map((participant) => participant.id));
    change(receiveThread, teamOf(team_id), thread, previousOf(event));
  },
  thread_follow_changed({ thread_id, state: following }, { team_id }) {
    const teamId = teamOf(team_id);
    const { threads, posts } = getState();
    // Without a reply there is no thread yet to ask for.
    const isNews = !(thread_id in threads.byId) && posts.byId[thread_id]?.reply_count !== 0;
    change(setThreadFollowing, teamId, thread_id, following);
    if (following && isNews) {
      void teamThread(teamId, thread_id).then(
        (thread) => change(receiveThread, teamId, { ...thread, is_following: true }),
        () => undefined,
      );
    }
  },
  thread_read_changed(event, { team_id, channel_id }) {
    const { thread_id, timestamp } = event;
    if (thread_id === undefined) {
      if (team_id !== "") change(allThreadsRead, team_id, timestamp ?? Date.now());
      // A client that shows replies among the messages has read all threads of a channel.
      else if (isCollapsedThreads(getState())) void loadThreadCounts(teamOf(getState().channels.byId[channel_id]?.team_id ?? ""));
      return;
    }
    const read = { timestamp: timestamp ?? Date.now(), unread_replies: event.unread_replies ?? 0, unread_mentions: event.unread_mentions ?? 0 };
    change(threadRead, teamOf(team_id), thread_id, read, previousOf(event));
  },
} satisfies Handlers;
