/** What a profile shows of the attributes an administrator laid out. */
import { expect, it } from "vitest";

import { factsOf } from "./useProfileFacts";

it("shows what is set in its order, names of choices, and what is always shown", () => {
  const fields = [
    { id: "c", name: "Team", type: "select", attrs: { sort_order: 3, options: [{ id: "o1", name: "Blue" }] } },
    { id: "a", name: "Phone", type: "text", attrs: { sort_order: 1, value_type: "phone" } },
    { id: "b", name: "Car", type: "text", attrs: { sort_order: 2, visibility: "when_set" } },
    { id: "d", name: "Desk", type: "text", attrs: { sort_order: 4, visibility: "always" } },
    { id: "e", name: "Secret", type: "text", attrs: { sort_order: 5, visibility: "hidden" } },
    { id: "f", name: "Boss", type: "user", attrs: { sort_order: 6 } },
  ];
  const facts = factsOf(fields, { a: "12", c: "o1", e: "x", f: "anna" });
  expect(facts.map(({ name, text, userIds }) => [name, text, userIds])).toEqual([
    ["Phone", "12", []],
    ["Team", "Blue", []],
    ["Desk", "", []],
    ["Boss", "", ["anna"]],
  ]);
});
