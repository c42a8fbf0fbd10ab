/** What is marked in the posts a search has found. */
import { describe, expect, it } from "vitest";

import { marksOf, wordPattern, wordsOf } from "./marks";

const found = (pattern: RegExp | null, text: string) => (pattern === null ? [] : text.split(pattern).filter((_, index) => index % 2 === 1));

describe("marks", () => {
  it("are of the words, not of filters and what must not be there", () => {
    expect(wordsOf('from:anna "two words" fox** -not -"nor this" #tag * has:link')).toEqual(["two words", "fox*", "tag"]);
    expect(wordsOf("fox has:link -is:pinned mentions:me has:teeth")).toEqual(["fox", "has:teeth"]);
    expect(wordPattern([])).toBeNull();
  });

  it.each([
    ["fox", "A Fox, foxes and firefox.", ["Fox"]],
    ["fox*", "A Fox, foxes and firefox.", ["Fox", "foxes"]],
    ['"two words"', "Two  words, not two, not words", ["Two  words"]],
    ["über", "Über, ÜBER, darüber, überall", ["Über", "ÜBER"]],
    ["grün*", "Grünes, ungrün", ["Grünes"]],
    ["c++", "c++ and c", ["c++"]],
    ["会議", "明日は東京で会議です", ["会議"]],
    ["#deploy", "deploy it, deployed", ["deploy"]],
  ])("%s in %j", (terms, text, marks) => {
    expect(found(marksOf(terms, null)("any"), text)).toEqual(marks);
  });

  it("are of what the server says has matched", () => {
    const marks = marksOf("the deploy 会議", { one: ["deployment", "#Deploys"] });
    expect(found(marks("one"), "the Deployment, the deploy, #deploys 東京会議")).toEqual(["Deployment", "deploys", "会議"]);
    expect(found(marks("two"), "the deployment, deploy")).toEqual(["the", "deploy"]);
    expect(marks("one")).toBe(marks("one"));
  });
});
