import { afterEach, describe, expect, it, vi } from "vitest";
import { aPost } from "@/test/posts";
import { receivePreferences } from "@/state/preferences";
import { receiveUsers } from "@/state/users";
import { aState, aUser } from "@/test/state";
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

  it("calls nobody outside of the hours they have chosen", () => {
    vi.useFakeTimers();
    const hours = { enabled: true, days: [1, 5], start: "09:00", end: "18:00" };
    const calledAt = (iso: string, patch: object = {}, zone = "Asia/Tokyo") => {
      vi.setSystemTime(iso);
      const timezone = { useAutomaticTimezone: "false", automaticTimezone: "", manualTimezone: zone };
      const state = receiveUsers(aState(), [aUser({ id: "me", timezone })]);
      const value = JSON.stringify({ ...hours, ...patch });
      const wish = { user_id: "me", category: "mmpy_notification_hours", name: "schedule", value };
      return shouldNotify(receivePreferences(state, [wish]), aPost({ channel_id: "town" }), named);
    };
    // 2026-01-05 is a Monday; Tokyo is nine hours ahead.
    expect(calledAt("2026-01-05T00:00:00Z")).toBe(true);
    expect(calledAt("2026-01-05T08:59:59Z")).toBe(true);
    expect(calledAt("2026-01-05T09:00:00Z")).toBe(false);
    expect(calledAt("2026-01-05T12:00:00Z", {}, "UTC")).toBe(true);
    expect(calledAt("2026-01-06T03:00:00Z")).toBe(false);
    expect(calledAt("2026-01-06T03:00:00Z", { enabled: false })).toBe(true);
    const night = { start: "22:00", end: "06:00" };
    expect(calledAt("2026-01-05T13:00:00Z", night)).toBe(true);
    expect(calledAt("2026-01-05T20:59:00Z", night)).toBe(true);
    expect(calledAt("2026-01-05T21:00:00Z", night)).toBe(false);
    expect(calledAt("2026-01-04T20:00:00Z", night)).toBe(false);
  });
});

afterEach(() => vi.useRealTimers());
