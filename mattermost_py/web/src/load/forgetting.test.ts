/** A page that is open for days holds the posts of channels seen lately. */
import { beforeEach, expect, it } from "vitest";
import { aPost } from "@/test/posts";
import { aState } from "@/test/state";
import { setCurrentChannel } from "@/state/channels";
import { receivePost, receivePosts, receiveThreadPosts } from "@/state/posts";
import { change, getState, store } from "@/state/store";
import { openThread, toggleAside } from "@/state/ui";
import { forgetOldPosts, noteSeen } from "./forgetting";

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
  forgetOldPosts(13);
  expect(ids()).toHaveLength(13);
  forgetOldPosts(7);
  expect(ids()).toEqual(["late1", "late2", "late3", "now1", "now2", "now3"]);
  expect(Object.keys(getState().posts.blocks).sort()).toEqual(["late", "now"]);
});

it("keeps what is on its way and the thread that is open, and no thread by halves", () => {
  const reply = (id: string, channel_id: string, root_id: string) => aPost({ id, channel_id, root_id, create_at: 5 });
  change(receiveThreadPosts, "oldest1", [reply("answer", "oldest", "oldest1")], true);
  change(receiveThreadPosts, "old1", [reply("gone", "old", "old1")], true);
  change(receivePost, aPost({ id: "me:1", pending_post_id: "me:1", channel_id: "old", create_at: 9 }));
  change(openThread, "oldest1");
  forgetOldPosts(4);
  expect(ids()).toEqual(["answer", "me:1", "now1", "now2", "now3", "oldest1", "oldest2", "oldest3"]);
  expect(getState().posts.replies).toEqual({ oldest1: ["answer"] });
  expect(getState().posts.completeThreads).toEqual({ oldest1: true });
});

it("waits while a list of results is open, and while no channel is", () => {
  change(toggleAside, { kind: "saved" });
  forgetOldPosts(0);
  change(toggleAside, { kind: "saved" });
  change(setCurrentChannel, "");
  forgetOldPosts(0);
  expect(ids()).toHaveLength(12);
});
