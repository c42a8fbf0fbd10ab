/** Events about followed threads. */
import { teamThread } from "@/client/threads";
import { needUsers } from "@/load/users";
import { getState, change } from "@/state/store";
import { allThreadsRead, receiveThread, setThreadFollowing, threadRead } from "@/state/threads";
import type { Handlers } from "../dispatch";

/** Threads in direct channels belong to no team; they show in the one on the screen. */
function teamOf(teamId: string): string {
  return teamId === "" ? getState().teams.currentId : teamId;
}

export const threadHandlers = {
  thread_updated(event, { team_id }) {
    const { thread, previous_unread_mentions: mentions, previous_unread_replies: replies } = event;
    const previous =
      mentions === undefined || replies === undefined ? undefined : { unread_mentions: mentions, unread_replies: replies };
    needUsers(thread.participants.map((participant) => participant.id));
    change(receiveThread, teamOf(team_id), thread, previous);
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
  thread_read_changed(event, { team_id }) {
    const { thread_id, timestamp } = event;
    if (thread_id === undefined) {
      if (team_id !== "") change(allThreadsRead, team_id, timestamp ?? Date.now());
      return;
    }
    change(threadRead, teamOf(team_id), thread_id, {
      timestamp: timestamp ?? Date.now(),
      unread_replies: event.unread_replies ?? 0,
      unread_mentions: event.unread_mentions ?? 0,
    });
  },
} satisfies Handlers;
