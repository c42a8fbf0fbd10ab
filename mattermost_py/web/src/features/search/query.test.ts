/** The search field's language. */
import { describe, expect, it } from "vitest";

import { completeFilter, completeFilterName, filterAt, filterNamesAt, wordPattern, wordsOf } from "./query";

describe("search filters", () => {
  it.each([
    ["hello from:an", "from", "an"],
    ["in:", "in", ""],
    ["-channel:town", "in", "town"],
    ["after: 2026-01", "after", "2026-01"],
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

  it("knows the words to mark", () => {
    expect(wordsOf('from:anna "two words" fox* -not #tag')).toEqual(["two words", "fox", "tag"]);
    expect("A Fox.".split(wordPattern(["fox"]) ?? /x/)).toEqual(["A ", "Fox", "."]);
    expect(wordPattern([])).toBeNull();
  });
});
