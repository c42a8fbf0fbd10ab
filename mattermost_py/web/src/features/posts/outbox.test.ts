/** Messages are sent exactly once, in order, and survive a lost network. */
import { describe, expect, it, vi } from "vitest";

import { leave } from "@/load/leaving";
import { newestBlock, receivePosts } from "@/state/posts";
import { setConnection } from "@/state/server";
import { change, getState, store } from "@/state/store";
import { type Asked, Refusal, playNetwork } from "@/test/network";
import { aPost } from "@/test/posts";
import { aState } from "@/test/state";

import { discard, resend, restoreOutbox, sendMessage } from "./outbox";

const network = playNetwork();
const anEmptyList = { order: [], posts: {}, next_post_id: "", prev_post_id: "", first_inaccessible_post_time: 0 };

function inTown() {
  store.setState(aState(), true);
  change(receivePosts, "town", anEmptyList);
}

const stored = ({ body }: Asked) => {
  const wanted = body as { message: string; pending_post_id: string };
  return aPost({ id: `stored:${wanted.message}`.replace(":", ""), message: wanted.message, pending_post_id: wanted.pending_post_id, user_id: "me", create_at: Date.now() });
};

const say = (text: string) => sendMessage({ channelId: "town", rootId: "", text, files: [] });
const shown = () => (newestBlock(getState(), "town")?.ids ?? []).map((id) => getState().posts.byId[id]);
const sent = () => network().sent("POST", /^\/posts$/);

describe("outbox", () => {
  it("shows a message at once and replaces it by the stored one", async () => {
    inTown();
    network().on("POST", /^\/posts$/, stored);
    say("hi");
    expect(shown().map((post) => post?.message)).toEqual(["hi"]);
    await vi.waitFor(() => expect(shown().map((post) => post?.id)).toEqual(["storedhi"]));
    expect(sent()).toHaveLength(1);
  });

  it("sends messages of one channel in the order they were written", async () => {
    inTown();
    network().on("POST", /^\/posts$/, stored);
    for (const text of ["one", "two", "three"]) say(text);
    await vi.waitFor(() => expect(sent()).toHaveLength(3));
    expect(sent().map(({ body }) => (body as { message: string }).message)).toEqual(["one", "two", "three"]);
    expect(new Set(sent().map(({ body }) => (body as { pending_post_id: string }).pending_post_id)).size).toBe(3);
  });

  it("waits for the network and then sends once, under the same id", async () => {
    inTown();
    change(setConnection, { link: "offline" });
    network().isDown = true;
    network().on("POST", /^\/posts$/, stored);
    say("later");
    const pendingId = shown()[0]?.id;
    await Promise.resolve();
    expect(shown()[0]?.failed).toBeFalsy();
    await vi.waitFor(() => expect(localStorage.getItem("mmpy.outbox.me")).toContain("later"));

    network().isDown = false;
    await vi.waitFor(() => {
      change(setConnection, { link: "offline" });
      change(setConnection, { link: "online" });
      expect(sent()).toHaveLength(1);
    });
    expect(sent()[0]?.body).toMatchObject({ pending_post_id: pendingId });
    await vi.waitFor(() => expect(localStorage.getItem("mmpy.outbox.me")).toBeNull());
  });

  it("keeps a refused message for another try, or lets it go", async () => {
    inTown();
    network().on("POST", /^\/posts$/, () => new Refusal(403));
    say("no");
    await vi.waitFor(() => expect(shown()[0]?.failed).toBe(true));

    const pendingId = shown()[0]?.id ?? "";
    network().on("POST", /^\/posts$/, stored);
    resend(pendingId);
    await vi.waitFor(() => expect(shown()[0]?.id).toBe("storedno"));

    network().on("POST", /^\/posts$/, () => new Refusal(400));
    say("never");
    await vi.waitFor(() => expect(shown()[0]?.failed).toBe(true));
    discard(shown()[0]?.id ?? "");
    expect(shown().map((post) => post?.message)).toEqual(["no"]);
  });

  it("sends nothing in the name of who comes next, and goes on when its author is back", async () => {
    inTown();
    change(setConnection, { link: "offline" });
    network().isDown = true;
    network().on("POST", /^\/posts$/, stored);
    say("private");
    await vi.waitFor(() => expect(localStorage.getItem("mmpy.outbox.me")).toContain("private"));

    leave();
    const { users, ...rest } = aState();
    store.setState({ ...rest, users: { ...users, meId: "anna" } }, true);
    network().isDown = false;
    change(setConnection, { link: "offline" });
    change(setConnection, { link: "online" });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(sent()).toEqual([]);
    expect(localStorage.getItem("mmpy.outbox.me")).toContain("private");

    inTown();
    restoreOutbox();
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    await vi.waitFor(() => expect(localStorage.getItem("mmpy.outbox.me")).toBeNull());
  });
});
