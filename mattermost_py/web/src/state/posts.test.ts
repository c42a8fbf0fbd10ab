import type { Post, PostList } from "@mattermost/types/posts";
import { describe, expect, it } from "vitest";
import { aPost } from "@/test/posts";
import { aState } from "@/test/state";
import { receiveChannelStats } from "./channels";
import type { State } from "./model";
import {
  addReaction, blockAround, distrustPosts, keepOnlyChannels, markPostDeleted, newestBlock, receiveChangedPosts, receivePost, receivePosts,
  removeReaction, setPostFailed, updatePost,
} from "./posts";
import { openThread } from "./ui";

function list(posts: readonly Post[], ends: { prev?: string; next?: string } = {}): PostList {
  return {
    order: posts.map((post) => post.id),
    posts: Object.fromEntries(posts.map((post) => [post.id, post])),
    next_post_id: ends.next ?? "",
    prev_post_id: ends.prev ?? "",
    first_inaccessible_post_time: 0,
  };
}

const at = (id: string, create_at: number, patch: Partial<Post> = {}) => aPost({ id, create_at, update_at: create_at, ...patch });
const ids = (state: State) => (state.posts.blocks["town"] ?? []).map((block) => block.ids);

describe("runs of posts", () => {
  it("join when a page touches what is known", () => {
    const newest = receivePosts(aState(), "town", list([at("c", 3), at("b", 2)], { prev: "a" }));
    const joined = receivePosts(newest, "town", list([at("a", 1)], { next: "b" }), { besides: "b" });
    expect(ids(joined)).toEqual([["c", "b", "a"]]);
    expect(newestBlock(joined, "town")).toMatchObject({ atNewest: true, atOldest: true });
  });

  it("grow at either end and in between, newest first", () => {
    const middle = receivePosts(aState(), "town", list([at("f", 6), at("d", 4)], { prev: "c", next: "g" }));
    const older = receivePosts(middle, "town", list([at("c", 3), at("b", 2)], { prev: "a", next: "d" }), { besides: "d" });
    const newer = receivePosts(older, "town", list([at("h", 8), at("g", 7)], { prev: "f", next: "i" }), { besides: "f", atOldest: false });
    const between = receivePosts(newer, "town", list([at("f", 6), at("e", 5), at("d", 4)], { prev: "c", next: "g" }));
    expect(ids(between)).toEqual([["h", "g", "f", "e", "d", "c", "b"]]);
  });

  it("stay apart while a hole lies between them", () => {
    const newest = receivePosts(aState(), "town", list([at("z", 30)], { prev: "y" }));
    const both = receivePosts(newest, "town", list([at("b", 2), at("a", 1)], { next: "c", prev: "" }));
    expect(ids(both)).toEqual([["z"], ["b", "a"]]);
    expect(blockAround(both, "town", "a")?.atNewest).toBe(false);
  });

  it("take live posts only where the present is loaded", () => {
    const old = receivePosts(aState(), "town", list([at("a", 1)], { next: "b" }));
    const heard = receivePost(old, at("n", 9));
    expect(ids(heard)).toEqual([["a"]]);
    expect(heard.posts.byId["n"]).toBeDefined();
  });

  it("do not trust the present after lost events, and trust it again after asking what changed", () => {
    const known = receivePosts(aState(), "town", list([at("b", 2), at("a", 1)]));
    const lost = distrustPosts(known);
    expect(newestBlock(lost, "town")).toBeUndefined();
    const caught = receiveChangedPosts(lost, "town", list([at("c", 3), at("a", 1, { message: "edited" })]));
    expect(newestBlock(caught, "town")?.ids).toEqual(["c", "b", "a"]);
    expect(caught.posts.byId["a"]?.message).toBe("edited");
  });
});

describe("what comes while a page is fetched", () => {
  const heard = (state: State, ...posts: Post[]) => posts.reduce(receivePost, state);

  it("stands behind the page, unless the page is of an earlier time", () => {
    const before = heard(aState(), at("n", 9), at("old", 1), at("reply", 9, { root_id: "a" }), at("other", 9, { channel_id: "hall" }));
    expect(ids(receivePosts(before, "town", list([at("b", 2)], { prev: "old" })))).toEqual([["n", "b"]]);
    expect(ids(receivePosts(before, "town", list([at("b", 2)], { prev: "old", next: "c" })))).toEqual([["b"]]);
  });

  it("is not lost to a post on its way, whose time is this machine's", () => {
    const pending = at("me:90", 90, { pending_post_id: "me:90", user_id: "me" });
    const known = distrustPosts(heard(receivePosts(aState(), "town", list([at("a", 1)])), pending));
    expect(ids(receiveChangedPosts(known, "town", list([at("b", 2)])))).toEqual([["me:90", "b", "a"]]);
    const sent = receivePost(known, at("c", 3, { pending_post_id: "me:90", user_id: "me" }));
    expect(ids(sent)).toEqual([["c", "a"]]);
    expect(ids(receiveChangedPosts(sent, "town", list([at("b", 2)])))).toEqual([["c", "b", "a"]]);
  });
});

describe("sending", () => {
  it("puts the answer in the place of the pending post, once", () => {
    const known = receivePosts(aState(), "town", list([at("a", 1)]));
    const pending = receivePost(known, at("me:5", 5, { pending_post_id: "me:5", user_id: "me" }));
    const failed = setPostFailed(pending, "me:5", true);
    expect(failed.posts.byId["me:5"]?.failed).toBe(true);
    const answered = receivePost(failed, at("real", 6, { pending_post_id: "me:5", user_id: "me" }));
    const echoed = receivePost(answered, at("real", 6, { pending_post_id: "me:5", user_id: "me" }));
    expect(ids(echoed)).toEqual([["real", "a"]]);
    expect(echoed.posts.byId["me:5"]).toBeUndefined();
  });
});

describe("replies", () => {
  it("live in their thread and are counted at the root once", () => {
    const known = receivePosts(aState(), "town", list([at("root", 1)]));
    const replied = receivePost(known, at("reply", 2, { root_id: "root" }));
    const twice = receivePost(replied, at("reply", 2, { root_id: "root" }));
    expect(ids(twice)).toEqual([["root"]]);
    expect(twice.posts.replies["root"]).toEqual(["reply"]);
    expect(twice.posts.byId["root"]?.reply_count).toBe(1);
    expect(markPostDeleted(twice, "reply").posts.byId["root"]?.reply_count).toBe(0);
  });

  it("are not counted when a program whispers them, and then stand in the channel", () => {
    const known = receivePosts(aState(), "town", list([at("root", 1)]));
    const whisper = at("whisper", 2, { root_id: "root", type: "system_ephemeral" });
    const told = receivePost(known, whisper);
    expect(ids(told)).toEqual([["whisper", "root"]]);
    expect(told.posts.byId["root"]?.reply_count).toBe(0);
    const reading = receivePost(openThread(known, "root"), whisper);
    expect(ids(reading)).toEqual([["root"]]);
    expect(reading.posts.replies["root"]).toEqual(["whisper"]);
  });

  it("go with a deleted root, which leaves a tombstone", () => {
    const known = receivePost(receivePosts(aState(), "town", list([at("root", 1)])), at("reply", 2, { root_id: "root" }));
    const deleted = markPostDeleted(known, "root");
    expect(deleted.posts.byId["root"]).toMatchObject({ state: "DELETED", message: "" });
    expect(deleted.posts.byId["reply"]).toBeUndefined();
  });

  it("take their pins along when they are deleted, once", () => {
    const stats = { channel_id: "town", member_count: 1, guest_count: 0, pinnedpost_count: 3, files_count: 0 };
    const root = receivePosts(receiveChannelStats(aState(), stats), "town", list([at("root", 1, { is_pinned: true })]));
    const known = receivePost(root, at("reply", 2, { root_id: "root", is_pinned: true }));
    const deleted = markPostDeleted(markPostDeleted(known, "root"), "root");
    expect(deleted.channels.stats["town"]?.pinnedpost_count).toBe(1);
  });
});

describe("changes", () => {
  it("keep what an event cannot know of the user", () => {
    const known = receivePosts(aState(), "town", list([at("a", 1, { is_following: true, reply_count: 4 })]));
    const edited = updatePost(known, at("a", 1, { message: "new", reply_count: 0 }));
    expect(edited.posts.byId["a"]).toMatchObject({ message: "new", is_following: true, reply_count: 4 });
  });

  it("count one person's emoji once", () => {
    const known = receivePosts(aState(), "town", list([at("a", 1)]));
    const wave = { user_id: "anna", post_id: "a", emoji_name: "wave", create_at: 1 };
    const twice = addReaction(addReaction(known, wave), { ...wave, create_at: 2 });
    expect(twice.posts.byId["a"]?.metadata.reactions).toHaveLength(1);
    expect(removeReaction(twice, wave).posts.byId["a"]?.metadata.reactions).toEqual([]);
  });

  it("forget channels that have not been looked at for long", () => {
    const known = receivePosts(aState(), "town", list([at("a", 1)]));
    const both = receivePosts(known, "other", list([at("b", 1, { channel_id: "other" })]));
    const kept = keepOnlyChannels(both, new Set(["other"]));
    expect(Object.keys(kept.posts.byId)).toEqual(["b"]);
    expect(Object.keys(kept.posts.blocks)).toEqual(["other"]);
  });
});
