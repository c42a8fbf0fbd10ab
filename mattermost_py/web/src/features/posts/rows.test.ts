/** How a run of posts becomes rows. */
import type { Post } from "@mattermost/types/posts";
import { describe, expect, it } from "vitest";

import { buildRows, growingRows, type Row, type RowOptions, rowOf } from "./rows";
import { foldedLines, systemLine } from "./systemPosts";
import { aPost } from "@/test/posts";

const MINUTE = 60_000;
const start = Date.UTC(2026, 0, 5, 12);

const options: RowOptions = {
  meId: "me",
  newSince: null,
  ownMayBeNew: false,
  isGrouping: true,
  hidesJoinLeave: false,
  dayOf: (at) => new Date(at).toISOString().slice(0, 10),
};

function at(minutes: number, patch: Partial<Post> = {}): Post {
  return aPost({ id: `p${minutes}`, create_at: start + minutes * MINUTE, user_id: "anna", ...patch });
}

const outline = (rows: readonly Row[]) =>
  rows.map((row) => (row.kind === "post" ? `${row.postId}${row.isFirst ? "*" : ""}` : row.kind === "activity" ? `fold(${row.postIds.length})` : row.kind)).join(" ");

describe("buildRows", () => {
  it("puts posts of one author within five minutes under one heading", () => {
    const posts = [at(0), at(3), at(9), at(10, { user_id: "ben" })];
    expect(outline(buildRows(posts, options))).toBe("date p0* p3 p9* p10*");
  });

  it("gives every post a heading when grouping is off", () => {
    expect(outline(buildRows([at(0), at(1)], { ...options, isGrouping: false }))).toBe("date p0* p1*");
  });

  it("draws a line for each day and starts a new group below it", () => {
    const night = Date.UTC(2026, 0, 6, 0) - start;
    const posts = [at(night / MINUTE - 1), at(night / MINUTE + 1)];
    expect(outline(buildRows(posts, options))).toBe("date p719* date p721*");
  });

  it("draws the new-messages line above the first post of another after the last visit", () => {
    const posts = [at(0), at(1), at(2, { user_id: "me" }), at(3), at(4)];
    expect(outline(buildRows(posts, { ...options, newSince: start + 1.5 * MINUTE }))).toBe("date p0* p1 p2* new p3* p4");
  });

  it("lets an own post be the first new one after marking unread", () => {
    const rows = buildRows([at(0), at(1, { user_id: "me" })], { ...options, newSince: start, ownMayBeNew: true });
    expect(outline(rows)).toBe("date p0* new p1*");
  });

  it("folds notes about coming and going, or leaves them out", () => {
    const join = { type: "system_join_channel", props: { username: "ben" } } as const;
    const posts = [at(0, join), at(1, join), at(2), at(3, join)];
    expect(outline(buildRows(posts, options))).toBe("date fold(2) p2* fold(1)");
    expect(outline(buildRows(posts, { ...options, hidesJoinLeave: true }))).toBe("date p2*");
  });

  it("tells posts of different webhook names apart", () => {
    const posts = [at(0, { props: { override_username: "ci" } }), at(1, { props: { override_username: "cd" } })];
    expect(outline(buildRows(posts, options))).toBe("date p0* p1*");
  });

  it("keeps the row of a post whose sending is confirmed", () => {
    const [pending] = buildRows([at(0, { id: "me:1", pending_post_id: "me:1" })], options).slice(1);
    const [sent] = buildRows([at(0, { id: "abc", pending_post_id: "me:1" })], options).slice(1);
    expect(sent?.key).toBe(pending?.key);
  });

  it("finds the row of a post", () => {
    const rows = buildRows([at(0), at(1)], options);
    expect(rowOf(rows, "p1")).toBe(2);
    expect(rowOf(rows, "none")).toBe(-1);
  });
});

describe("system posts", () => {
  it("names everyone who joined once, in one sentence", () => {
    const join = (username: string) => at(0, { type: "system_join_channel", props: { username } });
    expect(foldedLines([join("anna"), join("ben"), join("anna")])).toEqual([
      { key: "posts.system.joined", names: { who: ["anna", "ben"] }, texts: {} },
    ]);
  });

  it("says who added whom", () => {
    const add = at(0, { type: "system_add_to_channel", props: { username: "anna", addedUsername: "ben" } });
    expect(foldedLines([add])).toEqual([{ key: "posts.system.added", names: { who: ["ben"], actor: ["anna"] }, texts: {} }]);
  });

  it("tells a new header from a changed and a removed one", () => {
    const change = (old_header: string, new_header: string) =>
      systemLine(at(0, { type: "system_header_change", props: { username: "anna", old_header, new_header } }))?.key;
    expect([change("", "b"), change("a", "b"), change("a", "")]).toEqual([
      "posts.system.header_set",
      "posts.system.header_changed",
      "posts.system.header_removed",
    ]);
  });
});

describe("growingRows", () => {
  const newestFirst = (posts: readonly Post[]) => [...posts].reverse();

  it("keeps the rows that did not change, wherever posts come or go", () => {
    const rowsOf = growingRows();
    const all = [at(0), at(1), at(10), at(20), at(21)];
    const drawn = (posts: readonly Post[]) => rowsOf(newestFirst(posts), options);
    const first = drawn(all.slice(2));
    const older = drawn(all);
    expect(outline(older)).toBe("date p0* p1 p10* p20* p21");
    expect(older.slice(3)).toEqual(first.slice(1));
    for (const [index, row] of older.slice(3).entries()) expect(row).toBe(first[index + 1]);
    const without = drawn([...all.slice(0, 3), all[4] as Post]);
    expect(outline(without)).toBe("date p0* p1 p10* p21*");
    expect(without[3]).toBe(older[3]);
    expect(without[4]).not.toBe(older[5]);
    const folded = drawn([...all.slice(0, 3), at(30, { type: "system_join_channel" })]);
    const more = drawn([...all.slice(0, 3), at(30, { type: "system_join_channel" }), at(31, { type: "system_join_channel" })]);
    expect(more[3]).toBe(folded[3]);
    expect(outline(more)).toBe("date p0* p1 p10* fold(2)");
  });

  it("puts older pages above as if all had been there from the beginning", () => {
    const types = ["", "", "system_join_channel", "", "system_leave_channel", ""] as const;
    const all = Array.from({ length: 60 }, (_, index) =>
      at(index * 97, { type: types[(index * index) % types.length] ?? "", user_id: index % 7 < 4 ? "anna" : "me", root_id: index % 5 === 0 && index > 0 ? `p${(index - 1) * 97}` : "" }),
    );
    const settings = [options, { ...options, newSince: start + 1500 * MINUTE }, { ...options, newSince: start, ownMayBeNew: true }, { ...options, hidesJoinLeave: true }];
    for (const chosen of settings) {
      for (const page of [1, 2, 7, 20]) {
        const rowsOf = growingRows();
        for (let from = all.length - page; from > -page; from -= page) {
          const posts = all.slice(Math.max(0, from));
          expect(rowsOf(newestFirst(posts), chosen)).toEqual(buildRows(posts, chosen));
        }
      }
    }
  });
});
