import { expect, it, vi } from "vitest";
import { playNetwork } from "@/test/network";
import { aPost } from "@/test/posts";
import { aChannel, aMember, aState } from "@/test/state";
import { dispatch } from "@/live/dispatch";
import { unreadOf } from "@/state/channels";
import { getState, store } from "@/state/store";
import { loadChannel } from "./channels";
import { loadTeamChannels } from "./teams";

const network = playNetwork();

function posted(id: string): void {
  const post = JSON.stringify(aPost({ id, user_id: "anna" }));
  dispatch({ event: "posted", data: { post, mentions: "[]" }, seq: 1, broadcast: { user_id: "", channel_id: "town", team_id: "" } });
}

/** A server whose first answer about the channel is from before a post and comes after its event. */
function lateServer(path: RegExp, first: unknown, then: unknown): () => void {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let isFirst = true;
  network().on("GET", path, async () => {
    if (!isFirst) return then;
    isFirst = false;
    await held;
    return first;
  });
  return () => release?.();
}

it("a post that comes while its channel is fetched stays unread", async () => {
  store.setState(aState());
  network().on("GET", /channels\/town\/members\//, () => aMember());
  const answer = lateServer(/channels\/town$/, aChannel(), aChannel({ total_msg_count: 6, total_msg_count_root: 6 }));
  const loaded = loadChannel("town");
  posted("news");
  answer();
  await loaded;
  await vi.waitFor(() => expect(unreadOf(getState(), "town").messages).toBe(1));
  expect(network().sent("GET", /channels\/town$/)).toHaveLength(2);
});

it("a post that comes while its team is fetched stays unread", async () => {
  store.setState(aState());
  const counted = aChannel({ total_msg_count: 6, total_msg_count_root: 6 });
  network().on("GET", /channels\/town\/members\//, () => aMember());
  network().on("GET", /channels\/town$/, () => counted);
  network().on("GET", /channels\/categories/, () => ({ categories: [], order: [] }));
  network().on("GET", /teams\/orchard\/channels\/members/, () => [aMember()]);
  const answer = lateServer(/teams\/orchard\/channels$/, [aChannel()], [counted]);
  const loaded = loadTeamChannels("orchard");
  posted("news");
  answer();
  await loaded;
  await vi.waitFor(() => expect(unreadOf(getState(), "town").messages).toBe(1));
});
