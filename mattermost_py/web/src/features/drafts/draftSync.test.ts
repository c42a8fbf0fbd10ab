/** Drafts of several devices: what was sent elsewhere does not come back, what was written here is not lost. */
import type { Draft } from "@mattermost/types/drafts";
import { beforeEach, expect, it, vi } from "vitest";

import { dispatch } from "@/live/dispatch";
import { leave } from "@/load/leaving";
import { receiveConfig } from "@/state/server";
import { change, getState, store } from "@/state/store";
import { playNetwork } from "@/test/network";
import { aState } from "@/test/state";

import { keepDraft, loadDrafts } from "./draftSync";

const network = playNetwork();
const aDraft = (message: string, update_at: number): Draft => ({ create_at: 1, update_at, delete_at: 0, user_id: "me", channel_id: "town", root_id: "", message, props: {} });
const text = (place = "town") => getState().drafts.byKey[place]?.message;
const sent = () => network().sent("POST", /^\/drafts$/).map(({ body }) => (body as Draft).message);

function signIn() {
  leave();
  store.setState(aState(), true);
  change(receiveConfig, { AllowSyncedDrafts: "true" }, {});
}

beforeEach(() => {
  localStorage.clear();
  signIn();
});

it("what the server had and has no more is gone; what it never had is brought to it", async () => {
  network().on("GET", /\/teams\/orchard\/drafts$/, () => [aDraft("begun on the phone", 5)]);
  await loadDrafts("orchard");
  keepDraft("direct", "", "only here", []);
  expect([text(), text("direct")]).toEqual(["begun on the phone", "only here"]);

  signIn();
  network().on("GET", /\/teams\/orchard\/drafts$/, () => []);
  network().on("POST", /^\/drafts$/, ({ body }) => body);
  await loadDrafts("orchard");
  expect([text(), text("direct")]).toEqual([undefined, "only here"]);
  await vi.waitFor(() => expect(sent()).toEqual(["only here"]));
});

it("the news that one was deleted elsewhere spares what was written since", async () => {
  network().on("GET", /\/teams\/orchard\/drafts$/, () => [aDraft("one", 5)]);
  await loadDrafts("orchard");
  const deleted = (message: string) => dispatch({ event: "draft_deleted", data: { draft: JSON.stringify(aDraft(message, 5)) }, seq: 1, broadcast: { user_id: "me", channel_id: "town", team_id: "" } });
  keepDraft("town", "", "one and more", []);
  deleted("one");
  expect(text()).toBe("one and more");
  deleted("one and more");
  expect(text()).toBeUndefined();
  expect(localStorage.getItem("mmpy.drafts.me")).toBe("[]");
});
