/** What the composer does to a text: suggestions at the caret, formats, lists, pasted tables. */
import { describe, expect, it } from "vitest";

import { broadcastsIn } from "./broadcast";
import { applyFormat, continueList, type Edit, type Format, indentCode, isInCodeBlock } from "./formatting";
import { richToMarkdown } from "./paste";
import { applyChoice, triggerAt } from "./trigger";

/** `a[b]c` stands for the text abc with b selected; `a|c` for a caret. */
function read(marked: string): Edit {
  const caret = marked.indexOf("|");
  if (caret >= 0) return { text: marked.replace("|", ""), from: caret, to: caret };
  const from = marked.indexOf("⟦");
  const to = marked.indexOf("⟧") - 1;
  return { text: marked.replace("⟦", "").replace("⟧", ""), from, to };
}

function show({ text, from, to }: Edit): string {
  if (from === to) return `${text.slice(0, from)}|${text.slice(from)}`;
  return `${text.slice(0, from)}⟦${text.slice(from, to)}⟧${text.slice(to)}`;
}

describe("applyFormat", () => {
  it.each<[Format, string, string]>([
    ["bold", "a ⟦b⟧ c", "a **⟦b⟧** c"],
    ["bold", "a **⟦b⟧** c", "a ⟦b⟧ c"],
    ["bold", "⟦**b**⟧", "⟦b⟧"],
    ["bold", "a⟦ b ⟧c", "a **⟦b⟧** c"],
    ["bold", "|", "**|**"],
    ["italic", "**⟦b⟧**", "***⟦b⟧***"],
    ["italic", "*⟦b⟧*", "⟦b⟧"],
    ["code", "⟦x⟧", "`⟦x⟧`"],
    ["codeBlock", "a ⟦x⟧", "a \n```\n⟦x⟧\n```"],
    ["link", "⟦word⟧", "[word](⟦url⟧)"],
    ["link", "⟦https://a.b⟧", "[|](https://a.b)"],
    ["quote", "one|", "> one|"],
    ["quote", "> one|", "one|"],
    ["bullets", "⟦a\nb⟧", "⟦- a\n- b⟧"],
    ["numbers", "⟦- a\n- b⟧", "⟦1. a\n2. b⟧"],
    ["tasks", "a|", "- [ ] a|"],
  ])("%s of %s", (format, before, after) => {
    expect(show(applyFormat(read(before), format))).toBe(after);
  });
});

describe("continueList", () => {
  it.each([
    ["- a|", "- a\n- |"],
    ["2. a|", "2. a\n3. |"],
    ["- [x] a|", "- [x] a\n- [ ] |"],
    ["  - a|", "  - a\n  - |"],
    ["- a\n- |", "- a\n|"],
  ])("%j goes on as %j", (before, after) => {
    const edit = continueList(read(before));
    expect(edit && show(edit)).toBe(after);
  });

  it("does nothing outside of a list", () => {
    expect(continueList(read("a|"))).toBeNull();
  });

  it("knows an open code block", () => {
    expect(isInCodeBlock("```\nx", 5)).toBe(true);
    expect(isInCodeBlock("```\nx\n```\n", 10)).toBe(false);
  });
});

describe("indentCode", () => {
  it.each([
    ["```\na|", false, "```\na  |"],
    ["```\n    a\n|b", false, "```\n    a\n    |b"],
    ["```\n\ta\n⟦b\n\nc⟧", false, "```\n\ta\n\t⟦b\n\n\tc⟧"],
    ["```\n  a|", true, "```\na|"],
    ["```\n⟦   a\n b⟧\n```", true, "```\n⟦ a\nb⟧\n```"],
  ])("of %j (out: %j) is %j", (before, isOut, after) => {
    const edit = indentCode(read(before), isOut);
    expect(edit && show(edit)).toBe(after);
  });

  it("leaves Tab alone outside of code", () => {
    expect([indentCode(read("a|"), false), indentCode(read("```\na\n```\n|"), false), indentCode(read("```py|"), true)]).toEqual([null, null, null]);
  });
});

describe("triggerAt", () => {
  it.each([
    ["hi @An", "person", "an"],
    ["(@", "person", ""],
    ["see ~town", "channel", "town"],
    ["ok :sm", "emoji", "sm"],
    ["/me", "command", "me"],
    ["/remind me in", "command", "remind me in"],
    ["/join https://x.y/z", "command", "join https://x.y/z"],
  ])("%j asks for a %s named %j", (text, kind, query) => {
    expect(triggerAt(text, text.length, true)).toMatchObject({ kind, query });
  });

  it.each(["a@b", "x :s", "`@a", "```\n@a", "10:30", "a /me", "http://x", "/usr/bin", "/usr/bin x"])("%j asks for nothing", (text) => {
    expect(triggerAt(text, text.length, true)).toBeNull();
  });

  it("replaces what was typed and leaves one blank", () => {
    const trigger = triggerAt("hi @an there", 6, true);
    expect(trigger && applyChoice("hi @an there", trigger, "@anna")).toEqual({ text: "hi @anna there", caret: 9 });
  });
});

describe("richToMarkdown", () => {
  it("turns a table into Markdown", () => {
    const html = "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><b>x</b></td></tr></table>";
    expect(richToMarkdown(html, "A B")).toBe("| A | B |\n| --- | --- |\n| 1\\|2 | **x** |");
  });

  it("turns lists, links and headings into Markdown", () => {
    const html = '<h2>T</h2><ul><li>a</li><li><a href="https://x.y">z</a></li></ul>';
    expect(richToMarkdown(html, "")).toBe("## T\n\n- a\n- [z](https://x.y)");
  });

  it("keeps plain text that only came with fonts", () => {
    expect(richToMarkdown('<span style="color:red">hello</span>', "hello")).toBeNull();
  });
});

describe("broadcastsIn", () => {
  it("finds mentions of everybody outside of code", () => {
    expect(broadcastsIn("@All look: `@channel` @here.")).toEqual(["all", "here"]);
  });
});
