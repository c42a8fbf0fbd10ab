/** What a program's fields begin with, refuse and send. */
import { beforeAll, describe, expect, it } from "vitest";
import type { FormElement } from "@/client/dialogs";
import type { Clock } from "@/features/posts/times";
import { moreWords } from "@/i18n/t";
import { dayOf, wallOf, wireMoment } from "./days";
import { firstValue, kindOf, limitsOf, nextValues, problemOf, submitted, type Value } from "./fields";

const berlin: Clock = { hour12: false, timeZone: "Europe/Berlin" };
const now = Date.parse("2026-01-31T09:20:00Z"); // 10:20 in Berlin
const sizes = [
  { text: "Small", value: "s" },
  { text: "Large", value: "l" },
];

function field(type: string, patch: Partial<FormElement> = {}): FormElement {
  return {
    display_name: "Field", name: "field", type, subtype: "", default: "", placeholder: "", help_text: "", optional: false,
    min_length: 0, max_length: 0, data_source: "", options: null, multiselect: false, ...patch,
  };
}

beforeAll(() => moreWords("more"));

describe("days and moments", () => {
  it("are read as programs write them, on the user's clock", () => {
    for (const [text, day] of Object.entries({ today: "2026-01-31", tomorrow: "2026-02-01", "+2w": "2026-02-14", "+1m": "2026-02-28", "-1d": "2026-01-30", "2026-05-01": "2026-05-01", nonsense: "", "": "" })) {
      expect(dayOf(text, now, berlin)).toBe(day);
    }
    expect(wallOf("+1H", now, berlin, 15)).toBe("2026-01-31T11:30");
    expect(wallOf("2026-07-01T08:00:00Z", now, berlin, 60)).toBe("2026-07-01T10:00");
    expect(wallOf("today", now, berlin, 60)).toBe("2026-01-31T00:00");
    expect(wireMoment("2026-07-01T10:00", berlin)).toBe("2026-07-01T08:00:00Z");
    expect(wireMoment("", berlin)).toBe("");
  });

  it("may belong to another place", () => {
    const there = field("datetime", { datetime_config: { location_timezone: "Asia/Tokyo" } });
    expect(submitted(there, "2026-01-31T09:00", berlin)).toBe("2026-01-31T00:00:00Z");
    expect(submitted(field("datetime", { datetime_config: { location_timezone: "Nowhere" } }), "2026-01-31T09:00", berlin)).toBe("2026-01-31T08:00:00Z");
  });

  it("have limits and steps", () => {
    const day = field("date", { min_date: "today", max_date: "+1w" });
    expect(limitsOf(day, now, berlin)).toEqual(["2026-01-31", "2026-02-07"]);
    expect(problemOf(day, "2026-02-07", now, berlin)).toBe("");
    expect(problemOf(day, "2026-02-08", now, berlin)).not.toBe("");
    const moment = field("datetime", { time_interval: 30 });
    expect(problemOf(moment, "2026-02-07T10:30", now, berlin)).toBe("");
    expect(problemOf(moment, "2026-02-07T10:31", now, berlin)).not.toBe("");
    expect(problemOf({ ...moment, datetime_config: { allow_manual_time_entry: true } }, "2026-02-07T10:31", now, berlin)).toBe("");
  });
});

describe("fields", () => {
  it("begin with what the program says, where that can be chosen", () => {
    const cases: [FormElement, Value][] = [
      [field("text", { default: "hello" }), "hello"],
      [field("bool", { default: "True" }), true],
      [field("bool", { default: "no" }), false],
      [field("select", { options: sizes, default: "l" }), "l"],
      [field("radio", { options: sizes, default: "xl" }), ""],
      [field("select", { options: sizes, multiselect: true, default: "s, l" }), sizes],
      [field("select", { data_source: "users" }), []],
      [field("unheard of", { default: "as text" }), "as text"],
    ];
    for (const [element, value] of cases) expect(firstValue(element, now, berlin)).toEqual(value);
    expect(kindOf(field("unheard of"))).toBe("text");
  });

  it("say what is wrong", () => {
    const wrong: [FormElement, Value][] = [
      [field("text"), ""],
      [field("bool"), false],
      [field("select", { data_source: "users" }), []],
      [field("text", { min_length: 3 }), "ab"],
      [field("text", { max_length: 2 }), "abc"],
      [field("text", { subtype: "email" }), "nobody"],
      [field("text", { subtype: "number" }), "many"],
      [field("text", { subtype: "url" }), "example.org"],
    ];
    for (const [element, value] of wrong) expect(problemOf(element, value, now, berlin)).not.toBe("");
    const right: [FormElement, Value][] = [
      [field("text", { optional: true, min_length: 3 }), ""],
      [field("bool", { optional: true }), false],
      [field("text", { max_length: 2 }), "🍎🍐"],
      [field("text", { subtype: "email" }), "anna@example.org"],
      [field("text", { subtype: "number" }), "-2.5"],
      [field("text", { subtype: "url" }), "https://example.org"],
    ];
    for (const [element, value] of right) expect(problemOf(element, value, now, berlin)).toBe("");
  });

  it("are told by their kind", () => {
    expect(submitted(field("text", { subtype: "number" }), "12", berlin)).toBe(12);
    expect(submitted(field("textarea", { subtype: "number" }), "12", berlin)).toBe("12");
    expect(submitted(field("select", { data_source: "users" }), sizes.slice(0, 1), berlin)).toBe("s");
    expect(submitted(field("select", { multiselect: true, options: sizes }), sizes, berlin)).toEqual(["s", "l"]);
    expect(submitted(field("bool"), false, berlin)).toBe(false);
  });

  it("keep what was filled in when the form changes, as far as it fits", () => {
    const before = { name: "Pie", size: "l", many: sizes, when: "2026-02-01" };
    const form = {
      callback_id: "", title: "", introduction_text: "", icon_url: "", submit_label: "", notify_on_cancel: false, state: "",
      elements: [field("text", { name: "name", default: "Cake" }), field("select", { name: "size", options: sizes.slice(0, 1) }), field("select", { name: "many", multiselect: true, options: sizes }), field("text", { name: "new", default: "fresh" })],
    };
    expect(nextValues(form, before, now, berlin)).toEqual({ name: "Pie", size: "", many: sizes, new: "fresh" });
  });
});
