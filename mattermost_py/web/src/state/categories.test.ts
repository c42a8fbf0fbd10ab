import { describe, expect, it, vi } from "vitest";
import { aChannel, aMember, aState } from "@/test/state";
import { addCategory, channelsInSight, isFavorite, movedChannels, receiveCategories, removeCategory, sidebarRows, updateCategories } from "./categories";
import { countPost, receiveChannels, receiveMyMembers, setMyNotifyProps } from "./channels";
import type { Category, State } from "./model";
import { receivePreferences } from "./preferences";
import { aPost } from "@/test/posts";
import { toggleUnreadFilter } from "./ui";

function category(id: string, type: Category["type"], channel_ids: string[], patch: Partial<Category> = {}): Category {
  return { id, user_id: "me", team_id: "orchard", type, display_name: id, sorting: "", channel_ids, muted: false, collapsed: false, ...patch };
}

/** Channels alpha, beta and town in one category, the direct channel in its own. */
function sidebar(): State {
  const more = ["beta", "alpha"].map((id) => aChannel({ id, name: id, display_name: id }));
  const known = receiveMyMembers(receiveChannels(aState(), more), more.map(({ id }) => aMember({ channel_id: id })));
  return receiveCategories(
    known,
    "orchard",
    [category("fav", "favorites", []), category("chan", "channels", ["beta", "alpha", "town"]), category("dm", "direct_messages", ["direct"])],
    ["fav", "chan", "dm"],
  );
}

describe("the sidebar", () => {
  it("hides empty favourites and sorts by name", () => {
    expect(sidebarRows(sidebar(), "orchard").map((row) => row.id)).toEqual(["chan", "alpha", "beta", "town", "dm", "direct"]);
  });

  it("puts muted channels last", () => {
    expect(channelsInSight(setMyNotifyProps(sidebar(), "alpha", { mark_unread: "mention" }), "orchard")).toEqual(["beta", "town", "alpha", "direct"]);
  });

  it("keeps unread channels of a folded category in sight", () => {
    const folded = updateCategories(sidebar(), [category("chan", "channels", ["beta", "alpha", "town"], { collapsed: true })]);
    expect(channelsInSight(folded, "orchard")).toEqual(["direct"]);
    expect(channelsInSight(countPost(folded, aPost({ channel_id: "beta" }), false), "orchard")).toEqual(["beta", "direct"]);
  });

  it("can show only what is unread", () => {
    const filtered = toggleUnreadFilter(countPost(sidebar(), aPost({ channel_id: "beta" }), false), "orchard");
    expect(sidebarRows(filtered, "orchard").map((row) => row.id)).toEqual(["unreads", "beta"]);
  });

  it("leaves out closed direct channels until they mention", () => {
    const closed = receivePreferences(sidebar(), [{ user_id: "me", category: "direct_channel_show", name: "anna", value: "false" }]);
    expect(channelsInSight(closed, "orchard")).not.toContain("direct");
    expect(channelsInSight(countPost(closed, aPost({ channel_id: "direct" }), true), "orchard")).toContain("direct");
  });

  it("shows channels that no category holds yet where their kind belongs", () => {
    const joined = receiveMyMembers(receiveChannels(sidebar(), [aChannel({ id: "zeta", name: "zeta", display_name: "zeta" })]), [aMember({ channel_id: "zeta" })]);
    expect(channelsInSight(joined, "orchard")).toEqual(["alpha", "beta", "town", "zeta", "direct"]);
  });
});

describe("moving", () => {
  it("takes a channel out of its old category and fixes the order by hand", () => {
    const changed = movedChannels(sidebar(), "orchard", ["town"], "fav", 0);
    const moved = updateCategories(sidebar(), changed);
    expect(isFavorite(moved, "orchard", "town")).toBe(true);
    expect(moved.categories.byId["chan"]?.channel_ids).toEqual(["beta", "alpha"]);
    expect(moved.categories.byId["fav"]?.sorting).toBe("manual");
  });

  it("begins an order by hand with the one that was seen", () => {
    const [changed] = movedChannels(sidebar(), "orchard", ["town"], "chan", 1);
    expect([changed?.sorting, changed?.channel_ids]).toEqual(["manual", ["alpha", "town", "beta"]]);
  });

  it("puts a new category behind the favourites and dissolves it without losing channels", () => {
    const added = addCategory(sidebar(), category("own", "custom", ["town"]));
    expect(added.categories.order["orchard"]).toEqual(["fav", "own", "chan", "dm"]);
    expect(channelsInSight(removeCategory(added, "own"), "orchard")).toContain("town");
  });
});

it("sorts by name once, and not again for every new post", () => {
  const many = Array.from({ length: 200 }, (_none, index) => aChannel({ id: `c${index}`, name: `c${index}`, display_name: `Channel ${(index * 79) % 200}` }));
  const state = receiveMyMembers(receiveChannels(sidebar(), many), many.map(({ id }) => aMember({ channel_id: id })));
  const before = channelsInSight(state, "orchard");
  const compare = vi.spyOn(Intl.Collator.prototype, "compare", "get");
  expect(channelsInSight(countPost(state, aPost({ channel_id: "c17" }), false), "orchard")).toEqual(before);
  expect(compare).not.toHaveBeenCalled();
  compare.mockRestore();
});
