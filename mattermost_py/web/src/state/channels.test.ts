import { describe, expect, it } from "vitest";
import { aPost } from "@/test/posts";
import { aChannel, aMember, aState } from "@/test/state";
import {
  channelName, channelsViewed, countPost, holdUnread, markChannelRead, markChannelUnread, receiveMyChannels, setCurrentChannel, setMyNotifyProps, unreadOf,
} from "./channels";
import { receivePreferences } from "./preferences";
import { receiveConfig } from "./server";
import { teamUnread, totalUnread } from "./unread";

describe("counting", () => {
  it("makes a channel unread by others' posts and read by one's own", () => {
    const heard = countPost(aState(), aPost({ user_id: "anna" }), false);
    expect(unreadOf(heard, "town")).toEqual({ messages: 1, mentions: 0, isUnread: true });
    expect(unreadOf(countPost(heard, aPost({ user_id: "me" }), false), "town").isUnread).toBe(false);
  });

  it("does not count comings and goings", () => {
    const joined = countPost(aState(), aPost({ type: "system_join_channel" }), false);
    expect(unreadOf(joined, "town").isUnread).toBe(false);
    expect(joined.channels.byId["town"]?.last_post_at).toBeGreaterThan(10);
  });

  it("leaves replies to their threads when these are collapsed, and counts them when not", () => {
    const reply = aPost({ root_id: "root" });
    expect(unreadOf(countPost(aState(), reply, true), "town").messages).toBe(0);
    const flat = receiveConfig(aState(), { CollapsedThreads: "disabled" as never }, {});
    expect(unreadOf(countPost(flat, reply, true), "town")).toEqual({ messages: 1, mentions: 1, isUnread: true });
  });

  it("shows a muted channel as unread only for mentions", () => {
    const muted = setMyNotifyProps(aState(), "town", { mark_unread: "mention" });
    expect(unreadOf(countPost(muted, aPost(), false), "town").isUnread).toBe(false);
    expect(unreadOf(countPost(muted, aPost(), true), "town").isUnread).toBe(true);
  });

  it("sums per team and for the title", () => {
    const heard = countPost(countPost(aState(), aPost(), true), aPost({ channel_id: "direct" }), true);
    const loaded = { ...heard, channels: { ...heard.channels, loadedTeams: { orchard: true as const } } };
    expect(teamUnread(loaded, "orchard").mentions).toBe(1);
    expect(totalUnread(loaded)).toEqual({ mentions: 2, isUnread: true });
  });
});

describe("viewing", () => {
  it("on another device reads the channel here", () => {
    const heard = countPost(aState(), aPost({ create_at: 50 }), true);
    expect(unreadOf(channelsViewed(heard, { town: 50 }), "town").isUnread).toBe(false);
  });

  it("does not undo a mark-unread until the channel is left", () => {
    const here = setCurrentChannel(aState(), "town");
    const held = holdUnread(markChannelUnread(here, "town", { msg_count: 3, mention_count: 0, last_viewed_at: 1 }), "town");
    expect(unreadOf(channelsViewed(held, { town: 999 }), "town").messages).toBe(2);
    const left = setCurrentChannel(held, "direct");
    expect(unreadOf(channelsViewed(left, { town: 999 }), "town").messages).toBe(0);
  });

  it("clears mentions", () => {
    const heard = countPost(aState(), aPost(), true);
    expect(markChannelRead(heard, "town").channels.mine["town"]).toMatchObject({ mention_count: 0, mention_count_root: 0 });
  });
});

describe("names", () => {
  it("of direct channels are the other person's, in the chosen format", () => {
    const state = aState();
    const direct = state.channels.byId["direct"];
    if (direct === undefined) throw new Error("direct is a channel of the test state");
    expect(channelName(state, direct)).toBe("anna");
    const full = receivePreferences(state, [{ user_id: "me", category: "display_settings", name: "name_format", value: "full_name" }]);
    expect(channelName(full, direct)).toBe("Anna Berg");
  });

  it("of groups leave oneself out", () => {
    const group = aChannel({ type: "G", team_id: "", display_name: "anna, ben, me" });
    expect(channelName(aState(), group)).toBe("anna, ben");
  });
});

it("a refreshed team list forgets channels one was removed from", () => {
  const fresh = receiveMyChannels(aState(), "orchard", [aChannel({ id: "new", name: "new" })], [aMember({ channel_id: "new" })]);
  expect(Object.keys(fresh.channels.mine).sort()).toEqual(["direct", "new"]);
});
