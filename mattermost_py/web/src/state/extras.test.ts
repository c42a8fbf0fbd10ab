/** What events make of bookmarks, schedules and groups. */
import { describe, expect, it } from "vitest";

import { aState } from "@/test/state";

import { receiveBookmark, receiveBookmarks, removeBookmark } from "./bookmarks";
import { receiveGroups, receiveMyGroups } from "./groups";
import type { Bookmark, Group, Schedule } from "./model";
import { receiveSchedule, receiveSchedules, waitingAt } from "./schedules";

const bookmark = (id: string, sort_order: number): Bookmark => ({
  id, sort_order, create_at: 1, update_at: 1, delete_at: 0, channel_id: "town", owner_id: "me", display_name: id, type: "link", link_url: "https://x.y",
});
const schedule = (id: string, patch: Partial<Schedule> = {}): Schedule => ({
  id, create_at: 1, update_at: 1, user_id: "me", channel_id: "town", root_id: "", message: id, props: {}, scheduled_at: 5, ...patch,
});
const crew: Group = { id: "g", name: "crew", display_name: "Crew", source: "custom", delete_at: 0, allow_reference: true };

describe("bookmarks", () => {
  it("stay in their order and unknown where they were not asked for", () => {
    const known = receiveBookmarks(aState(), "town", [bookmark("b", 1), bookmark("a", 0)]);
    const ids = (state: typeof known) => state.bookmarks.inChannel["town"]?.map((one) => one.id);
    expect(ids(known)).toEqual(["a", "b"]);
    expect(ids(receiveBookmark(known, bookmark("c", 2)))).toEqual(["a", "b", "c"]);
    expect(ids(receiveBookmark(known, bookmark("a", 9)))).toEqual(["b", "a"]);
    expect(ids(removeBookmark(known, bookmark("a", 0)))).toEqual(["b"]);
    expect(ids(receiveBookmark(aState(), bookmark("c", 2)))).toBeUndefined();
  });
});

describe("schedules", () => {
  it("of a team are replaced as a whole, those of others stay", () => {
    const state = receiveSchedules(receiveSchedule(receiveSchedule(aState(), schedule("old")), schedule("far", { channel_id: "elsewhere" })), "orchard", [schedule("new")]);
    expect(Object.keys(state.schedules.byId).sort()).toEqual(["far", "new"]);
  });

  it("wait at their place until they fail", () => {
    const state = [schedule("b", { scheduled_at: 9 }), schedule("a"), schedule("no", { error_code: "channel_archived" }), schedule("reply", { root_id: "r" })].reduce(receiveSchedule, aState());
    expect(waitingAt(state, "town", "").map((one) => one.id)).toEqual(["a", "b"]);
  });
});

describe("groups", () => {
  it("leave their old name, and go when they may not be mentioned", () => {
    const renamed = receiveGroups(receiveMyGroups(aState(), [crew]), [{ ...crew, name: "team" }]);
    expect(Object.keys(renamed.groups.byName)).toEqual(["team"]);
    expect(receiveGroups(renamed, [{ ...crew, name: "team", delete_at: 4 }]).groups.byName).toEqual({});
  });
});
