import type { UserThread } from "@mattermost/types/threads";
import { describe, expect, it } from "vitest";
import { aState } from "@/test/state";
import { allThreadsRead, receiveThread, receiveThreads, setThreadFollowing, threadCounts, threadRead, threadsInTeam } from "./threads";

const thread = (id: string, patch: Partial<UserThread> = {}): UserThread => ({
  id, reply_count: 1, last_reply_at: 10, last_viewed_at: 0, participants: [], unread_replies: 0, unread_mentions: 0, is_following: true,
  post: { channel_id: "town", user_id: "anna" },
  ...patch,
});

const inbox = () =>
  receiveThreads(aState(), "orchard", { total: 2, total_unread_threads: 0, total_unread_mentions: 0, threads: [thread("a") as never, thread("b", { last_reply_at: 20 }) as never] });

describe("threads", () => {
  it("stand by their last reply", () => {
    expect(threadsInTeam(inbox(), "orchard").map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("move the team's counts by what changed", () => {
    const heard = receiveThread(inbox(), "orchard", thread("a", { unread_replies: 1, unread_mentions: 1 }), { unread_replies: 0, unread_mentions: 0 });
    expect(threadCounts(heard, "orchard")).toEqual({ total: 2, total_unread_threads: 1, total_unread_mentions: 1 });
    const read = threadRead(heard, "orchard", "a", { timestamp: 30, unread_replies: 0, unread_mentions: 0 });
    expect(threadCounts(read, "orchard")).toEqual({ total: 2, total_unread_threads: 0, total_unread_mentions: 0 });
  });

  it("leave the inbox when they are no longer followed", () => {
    const left = setThreadFollowing(inbox(), "orchard", "a", false);
    expect(threadsInTeam(left, "orchard").map(({ id }) => id)).toEqual(["b"]);
    expect(threadCounts(left, "orchard").total).toBe(1);
  });

  it("are all read at once", () => {
    const heard = receiveThread(inbox(), "orchard", thread("a", { unread_replies: 3, unread_mentions: 2 }));
    expect(threadCounts(allThreadsRead(heard, "orchard", 99), "orchard")).toEqual({ total: 2, total_unread_threads: 0, total_unread_mentions: 0 });
  });
});
