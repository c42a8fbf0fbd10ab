import { describe, expect, it } from "vitest";
import { aPost } from "@/test/posts";
import { aState } from "@/test/state";
import { shouldNotify } from "./rules";

const quiet = { mentioned: false, followed: false };
const named = { mentioned: true, followed: false };

describe("shouldNotify", () => {
  it("calls for mentions and direct messages, not for every word", () => {
    const state = aState();
    expect(shouldNotify(state, aPost({ channel_id: "town" }), quiet)).toBe(false);
    expect(shouldNotify(state, aPost({ channel_id: "town" }), named)).toBe(true);
    expect(shouldNotify(state, aPost({ channel_id: "direct" }), quiet)).toBe(true);
  });

  it("never calls for one's own posts, in muted channels, or while not to be disturbed", () => {
    const state = aState();
    expect(shouldNotify(state, aPost({ user_id: "me" }), named)).toBe(false);
    const member = state.channels.mine["town"];
    if (member === undefined) throw new Error("town is a channel of the test state");
    const muted = { ...state, channels: { ...state.channels, mine: { town: { ...member, notify_props: { mark_unread: "mention" as const } } } } };
    expect(shouldNotify(muted, aPost({ channel_id: "town" }), named)).toBe(false);
    const busy = { ...state, users: { ...state.users, presence: { me: "dnd" as const } } };
    expect(shouldNotify(busy, aPost({ channel_id: "town" }), named)).toBe(false);
  });

  it("follows the channel's own wish over the user's", () => {
    const state = aState();
    const member = state.channels.mine["town"];
    if (member === undefined) throw new Error("town is a channel of the test state");
    const loud = { ...state, channels: { ...state.channels, mine: { ...state.channels.mine, town: { ...member, notify_props: { desktop: "all" as const } } } } };
    expect(shouldNotify(loud, aPost({ channel_id: "town" }), quiet)).toBe(true);
  });
});
