/** The search field's language. */
import { describe, expect, it } from "vitest";

import { completeFilter, completeFilterName, filterAt, filterNamesAt, filtersOf, withoutFilter } from "./query";

describe("search filters", () => {
  it.each([
    ["hello from:an", "from", "an"],
    ["in:", "in", ""],
    ["-channel:town", "in", "town"],
    ["after: 2026-01", "after", "2026-01"],
    ["x -has:li", "has", "li"],
  ])("%j is about to say %s %j", (terms, kind, value) => {
    expect(filterAt(terms, terms.length)).toMatchObject({ kind, value });
  });

  it("offers names that begin as typed", () => {
    expect(filterNamesAt("x fr", 4, false)).toEqual(["from"]);
    expect(filterNamesAt("", 0, true)).toContain("ext");
    expect(filterNamesAt("hello", 5, false)).toEqual([]);
  });

  it("completes a name and a value", () => {
    expect(completeFilterName("x fr", 4, "from")).toEqual({ terms: "x from:", caret: 7 });
    const hint = filterAt("from:an", 7);
    expect(hint && completeFilter("from:an", hint, "anna")).toEqual({ terms: "from:anna ", caret: 10 });
  });

  it("tells filters from words", () => {
    expect(filtersOf("has:link fox -is: saved has:links mentions:me from:anna")).toEqual(["has:link", "-is: saved", "mentions:me", "from:anna"]);
    expect(withoutFilter("fox has:link in:garden", "has:link")).toBe("fox in:garden");
  });
});
