/** Emoji by name, by search, with skin tones; which ones are used most. */
import { render, screen } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";

import { receiveEmoji } from "@/state/emoji";
import { change } from "@/state/store";
import { playNetwork } from "@/test/network";

import { Emoji } from "./Emoji";
import { emojiTable, loadEmoji, readTone, searchEmoji, writeTone } from "./emojiData";
import { readRecent, withUse } from "./recentEmoji";

playNetwork();
beforeAll(async () => {
  await loadEmoji();
});

const none = { tone: "", custom: [], recent: [], limit: 5 } as const;

describe("emoji data", () => {
  it("knows every name of an emoji and its skin tones", () => {
    expect(emojiTable()?.glyph("thumbsup")).toBe("👍");
    expect(emojiTable()?.glyph("+1_medium_dark_skin_tone")).toBe("👍🏾");
    expect(emojiTable()?.glyph("no_such_emoji")).toBeNull();
    expect(emojiTable()?.usualName("thumbsup_dark_skin_tone")).toBe("+1_dark_skin_tone");
  });

  it("finds by beginning first, then by part, in the chosen tone", () => {
    expect(searchEmoji("thumbsu", none)[0]).toEqual({ name: "thumbsup", glyph: "👍" });
    expect(searchEmoji("thumbsup", { ...none, tone: "light" })[0]).toEqual({ name: "thumbsup_light_skin_tone", glyph: "👍🏻" });
    expect(searchEmoji("party", { ...none, custom: ["party_parrot"] }).map((one) => one.name)).toContain("party_parrot");
  });

  it("reads and writes the tone as the preference has it", () => {
    expect(readTone("1F3FD")).toBe("medium");
    expect(writeTone("medium")).toBe("1F3FD");
    expect([readTone("default"), writeTone("")]).toEqual(["", "default"]);
  });

  it("keeps the most used last and drops the least used", () => {
    let list = readRecent("not json");
    for (const name of ["a", "b", "a"]) list = withUse(list, name);
    expect(list.map((one) => one.name)).toEqual(["b", "a"]);
    for (let index = 0; index < 40; index += 1) list = withUse(list, `e${index}`);
    expect(list).toHaveLength(27);
    expect(list.map((one) => one.name)).toContain("e39");
    expect(list.at(-1)?.name).toBe("a");
  });
});

describe("Emoji", () => {
  it("draws system emoji as characters, own ones as pictures, others as words", () => {
    change(receiveEmoji, [{ id: "e1", name: "party_parrot", category: "custom", create_at: 1, update_at: 1, delete_at: 0, creator_id: "me" }]);
    const { container } = render(
      <p>
        <Emoji name="tada" /> <Emoji name="party_parrot" /> <Emoji name="nope" source=":nope:" />
      </p>,
    );
    expect(screen.getByRole("img", { name: ":tada:" })).toHaveTextContent("🎉");
    expect(screen.getByRole("img", { name: ":party_parrot:" })).toHaveAttribute("src", expect.stringContaining("/emoji/e1/image"));
    expect(container).toHaveTextContent(":nope:");
  });
});
