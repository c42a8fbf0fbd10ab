/** A page that is open for days holds the posts of channels seen lately. */
import { beforeEach, expect, it } from "vitest";
import { aPost } from "@/test/posts";
import { aMember, aState, aUser } from "@/test/state";
import { aThread } from "@/test/threads";
import { receiveChannelMembers, setCurrentChannel } from "@/state/channels";
import { receivePost, receivePosts, receiveThreadPosts } from "@/state/posts";
import { change, getState, store } from "@/state/store";
import { receiveThread } from "@/state/threads";
import { openThread, toggleAside } from "@/state/ui";
import { receivePresence, receiveUsers } from "@/state/users";
import { forget, noteListed, noteSeen } from "./forgetting";

const CHANNELS = ["oldest", "old", "late", "now"];
const ids = () => Object.keys(getState().posts.byId).sort();

beforeEach(() => {
  store.setState(aState(), true);
  for (const channel_id of CHANNELS) {
    const posts = [1, 2, 3].map((at) => aPost({ id: `${channel_id}${at}`, channel_id, create_at: at }));
    const list = { order: posts.map(({ id }) => id).reverse(), posts: Object.fromEntries(posts.map((post) => [post.id, post])), next_post_id: "", prev_post_id: "", first_inaccessible_post_time: 0 };
    change(receivePosts, channel_id, list);
    noteSeen(channel_id);
  }
  change(setCurrentChannel, "now");
});

it("lets go of the oldest channels as wholes, and of what was only heard of", () => {
  change(receivePost, aPost({ id: "heard", channel_id: "never opened", create_at: 9 }));
  forget(13);
  expect(ids()).toHaveLength(13);
  forget(7);
  expect(ids()).toEqual(["late1", "late2", "late3", "now1", "now2", "now3"]);
  expect(Object.keys(getState().posts.blocks).sort()).toEqual(["late", "now"]);
});

it("keeps what is on its way and the thread that is open, and no thread by halves", () => {
  const reply = (id: string, channel_id: string, root_id: string) => aPost({ id, channel_id, root_id, create_at: 5 });
  change(receiveThreadPosts, "oldest1", [reply("answer", "oldest", "oldest1")], true);
  change(receiveThreadPosts, "old1", [reply("gone", "old", "old1")], true);
  change(receivePost, aPost({ id: "me:1", pending_post_id: "me:1", channel_id: "old", create_at: 9 }));
  change(openThread, "oldest1");
  forget(4);
  expect(ids()).toEqual(["answer", "me:1", "now1", "now2", "now3", "oldest1", "oldest2", "oldest3"]);
  expect(getState().posts.replies).toEqual({ oldest1: ["answer"] });
  expect(getState().posts.completeThreads).toEqual({ oldest1: true });
});

it("keeps what a list of results shows, and where no channel is open what was seen last", () => {
  change(toggleAside, { kind: "saved" });
  noteListed(["old2"]);
  forget(3);
  expect(ids()).toEqual(["now1", "now2", "now3", "old2"]);
  change(toggleAside, { kind: "saved" });
  change(setCurrentChannel, "");
  noteSeen("late");
  forget(3);
  expect(ids()).toEqual(["now1", "now2", "now3"]);
});

it("lets go of people and threads nobody sees any more", () => {
  const people = Array.from({ length: 12 }, (_none, index) => aUser({ id: `u${index}`, username: `u${index}` }));
  change(receiveUsers, people);
  change(receivePresence, [{ user_id: "u0", status: "online" }]);
  change(receiveChannelMembers, "old", [aMember({ channel_id: "old", user_id: "u1" })]);
  change(receiveChannelMembers, "now", [aMember({ channel_id: "now", user_id: "u2" })]);
  change(receivePost, aPost({ id: "heard", channel_id: "now", user_id: "u3", create_at: 9 }));
  const threads = Array.from({ length: 9 }, (_none, index) => aThread(`t${index}`, { last_reply_at: index, unread_replies: index === 0 ? 1 : 0, participants: [{ id: index === 8 ? "u4" : "u5" }] }));
  for (const thread of threads) change(receiveThread, "orchard", thread);
  change(openThread, "t1");
  forget(100, 8, 2);
  const { threads: left, users } = getState();
  expect(Object.keys(left.byId).sort()).toEqual(["t0", "t1", "t7", "t8"]);
  expect(Object.keys(users.byId).sort()).toEqual(["anna", "me", "u10", "u11", "u2", "u3", "u4", "u5", "u8", "u9"]);
  expect(Object.keys(users.idByName).length).toBe(10);
  expect(users.presence["u0"]).toBeUndefined();
  expect(Object.keys(getState().channels.members)).toEqual(["now"]);
});
