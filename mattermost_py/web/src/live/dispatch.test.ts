import { describe, expect, it, vi } from "vitest";
import { aPost } from "@/test/posts";
import { aState, aUser } from "@/test/state";
import { unreadOf } from "@/state/channels";
import { getState, store } from "@/state/store";
import { typingIn } from "@/state/typing";
import { dispatch, onLive } from "./dispatch";

const frame = (event: string, data: Record<string, unknown>, broadcast: object = {}) => ({
  event, data, seq: 1, broadcast: { user_id: "", channel_id: "", team_id: "", ...broadcast },
});

describe("events", () => {
  it("unpack the post inside the event, store and count it", () => {
    store.setState(aState());
    const heard = vi.fn();
    const stop = onLive("posted", heard);
    const post = aPost({ id: "new", user_id: "anna" });
    dispatch(frame("posted", { post: JSON.stringify(post), mentions: JSON.stringify(["me"]), channel_type: "O" }));
    stop();
    expect(getState().posts.byId["new"]?.message).toBe("hello");
    expect(unreadOf(getState(), "town")).toEqual({ messages: 1, mentions: 1, isUnread: true });
    expect(heard).toHaveBeenCalledOnce();
  });

  it("end the typing note of who has written", () => {
    store.setState(aState());
    dispatch(frame("typing", { user_id: "anna", parent_id: "" }, { channel_id: "town" }));
    expect(typingIn(getState(), "town")).toEqual(["anna"]);
    dispatch(frame("posted", { post: JSON.stringify(aPost({ user_id: "anna" })) }));
    expect(typingIn(getState(), "town")).toEqual([]);
  });

  it("carry users as plain objects", () => {
    store.setState(aState());
    dispatch(frame("user_updated", { user: aUser({ nickname: "Annie" }) }));
    expect(getState().users.byId["anna"]?.nickname).toBe("Annie");
  });

  it("tell leaving from being removed by their different keys", () => {
    store.setState(aState());
    dispatch(frame("user_removed", { channel_id: "town", remover_id: "anna" }, { user_id: "me" }));
    expect(getState().channels.mine["town"]).toBeUndefined();
  });

  it("read channels that were viewed elsewhere", () => {
    store.setState(aState());
    dispatch(frame("posted", { post: JSON.stringify(aPost({ create_at: 77 })) }));
    dispatch(frame("multiple_channels_viewed", { channel_times: { town: 77 } }));
    expect(unreadOf(getState(), "town").isUnread).toBe(false);
  });

  it("unknown to this client are left alone", () => {
    store.setState(aState());
    const before = getState();
    dispatch(frame("something_new", { field: 1 }));
    expect(getState()).toBe(before);
  });
});
