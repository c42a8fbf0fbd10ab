import { expect, it } from "vitest";
import { aState } from "@/test/state";
import { aThread } from "@/test/threads";
import { receiveCategories } from "./categories";
import { leaveTeam, myTeams, receiveMyTeams } from "./teams";
import { receiveThread } from "./threads";
import { unreadPlaces } from "./unread";
import { countPost } from "./channels";
import { aPost } from "@/test/posts";

const category = { id: "c1", team_id: "orchard", user_id: "me", type: "channels", display_name: "Channels", sorting: "", channel_ids: ["town"], muted: false, collapsed: false } as const;

function full() {
  const placed = receiveCategories(aState(), "orchard", [{ ...category, channel_ids: ["town"] }], ["c1"]);
  const threaded = receiveThread(placed, "orchard", aThread("t", { unread_replies: 1 }));
  return countPost(threaded, aPost({ user_id: "anna" }), true);
}

it("a team that is left takes its channels, categories and threads along", () => {
  expect(unreadPlaces(full())).toEqual(["town"]);
  const left = leaveTeam(full(), "orchard");
  expect(unreadPlaces(left)).toEqual([]);
  expect(Object.keys(left.channels.mine)).toEqual(["direct"]);
  expect([left.categories.order, left.categories.byId, left.threads.inTeam, left.threads.counts, left.teams.currentId]).toEqual([{}, {}, {}, {}, ""]);
});

it("a team missing in the list of all was left while nobody was there", () => {
  const state = full();
  const { orchard } = state.teams.mine;
  if (orchard === undefined) throw new Error("orchard is the team of the test state");
  const same = receiveMyTeams(state, [], [orchard]);
  expect(myTeams(same).map(({ id }) => id)).toEqual(["orchard"]);
  expect(same.channels.mine).toBe(state.channels.mine);
  expect(myTeams(receiveMyTeams(state, [], []))).toEqual([]);
});
