import { describe, expect, it } from "vitest";
import { aPost } from "@/test/posts";
import { aState } from "@/test/state";
import { aThread as thread } from "@/test/threads";
import { allThreadsRead, receiveThread, receiveThreads, setThreadFollowing, threadCounts, threadRead, threadsInTeam } from "./threads";

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

  it("that are not loaded are counted by what an event says was new before", () => {
    const counted = receiveThread(aState(), "orchard", thread("other", { unread_replies: 2, unread_mentions: 1 }));
    const unloaded = { ...counted, threads: { ...counted.threads, byId: {}, inTeam: {} } };
    const read = threadRead(unloaded, "orchard", "other", { timestamp: 9, unread_replies: 0, unread_mentions: 0 }, { unread_replies: 2, unread_mentions: 1 });
    expect(threadCounts(read, "orchard")).toEqual({ total: 1, total_unread_threads: 0, total_unread_mentions: 0 });
    expect(threadRead(unloaded, "orchard", "other", { timestamp: 9, unread_replies: 0, unread_mentions: 0 })).toBe(unloaded);
  });

  it("bring their first message along, but not over one that is known", () => {
    const post = aPost({ id: "a", message: "from the event" });
    const heard = receiveThread(aState(), "orchard", thread("a", { post }));
    expect(heard.posts.byId["a"]?.message).toBe("from the event");
    const again = receiveThread(heard, "orchard", thread("a", { post: { ...post, message: "older" } as never }));
    expect(again.posts.byId["a"]?.message).toBe("from the event");
  });
});
