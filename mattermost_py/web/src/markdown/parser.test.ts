/** The tree of messages: which words become links, mentions, tags and emoji, and which stay words. */
import { describe, expect, it } from "vitest";

import { splitEmoticons } from "./emoticons";
import { isEmojiOnly, type MarkdownNode, parseInline, parseMarkdown, plainText } from "./parser";
import { safeImageUrl, safeUrl } from "./safeUrl";

/** A short text form of a tree: `type(content)` for leaves, `type[…]` for containers. */
function outline(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.content;
      if (node.type === "inline" || (node.type === "paragraph" && node.tag === "")) return outline(node.children);
      const inner = node.children.length > 0 ? `[${outline(node.children)}]` : `(${node.content.trimEnd()})`;
      return node.type === "link" ? `link<${node.attrs["href"] ?? ""}>${inner}` : node.type + inner;
    })
    .join("");
}

const golden: [name: string, source: string, tree: string][] = [
  ["emphasis", "a *b* **c** ~~d~~", "paragraph[a em[b] strong[c] s[d]]"],
  ["line breaks are kept", "a\nb", "paragraph[asoftbreak()b]"],
  ["HTML stays text", "<b>x</b>", "paragraph[<b>x</b>]"],
  ["mention", "hi @anna.b, ok", "paragraph[hi mention(anna.b), ok]"],
  ["mention with underscores", "@a_b_ and @_x", "paragraph[mention(a_b_) and @_x]"],
  ["address is not a mention", "anna@example.org", "paragraph[link<mailto:anna@example.org>[anna@example.org]]"],
  ["mention in code stays code", "`@anna`", "paragraph[code_inline(@anna)]"],
  ["channel link", "see ~town-square.", "paragraph[see channel_link(town-square.)]"],
  ["strike is not a channel", "~~gone~~ ~here", "paragraph[s[gone] channel_link(here)]"],
  ["hashtag", "#release-1.2, #ab #1x", "paragraph[hashtag(release-1.2), #ab #1x]"],
  ["heading needs a space", "# Title\n\n#title", "heading[Title]paragraph[hashtag(title)]"],
  ["emoji", ":smile: :+1: 10:30:15", "paragraph[emoji(smile) emoji(+1) 10:30:15]"],
  ["autolink", "https://a.example/x_y_z.", "paragraph[link<https://a.example/x_y_z>[https://a.example/x_y_z].]"],
  ["www link", "www.example.org/a", "paragraph[link<http://www.example.org/a>[www.example.org/a]]"],
  ["file names are not links", "README.md main.py", "paragraph[README.md main.py]"],
  ["list", "- a\n- b", "bullet_list[list_item[a]list_item[b]]"],
  ["fence", "```py\nx = 1\n```", "fence(x = 1)"],
  ["inline math", "so $a^2$ and $5 or $6", "paragraph[so math_inline(a^2) and $5 or $6]"],
  ["math block", "$$\na\n$$", "math_block(a)"],
  ["table", "|a|b|\n|-|:-:|\n|1|2|", "table[thead[tr[th[a]th[b]]]tbody[tr[td[1]td[2]]]]"],
];

describe("parseMarkdown", () => {
  it.each(golden)("%s", (_name, source, tree) => {
    expect(outline(parseMarkdown(source))).toBe(tree);
  });

  it("reads the size of an image", () => {
    const image = parseMarkdown('![cat](http://x/y.png "Tom" =100x200)')[0]?.children[0]?.children[0];
    expect(image?.attrs).toEqual({ src: "http://x/y.png", title: "Tom", width: "100", height: "200" });
    expect(image?.content).toBe("cat");
  });

  it("reads a width alone", () => {
    const image = parseMarkdown("![](http://x/y.png =50)")[0]?.children[0]?.children[0];
    expect(image?.attrs).toEqual({ src: "http://x/y.png", width: "50" });
  });

  it("marks items with a tick box", () => {
    const items = parseMarkdown("- [ ] a\n- [x] b")[0]?.children ?? [];
    expect(items.map((item) => item.attrs["task"])).toEqual(["open", "done"]);
    expect(outline(items)).toBe("list_item[a]list_item[b]");
  });

  it("survives hostile depth", () => {
    expect(() => parseMarkdown(">".repeat(5000) + "[".repeat(5000) + "*".repeat(5000))).not.toThrow();
  });
});

describe("safeUrl", () => {
  it.each([
    ["https://a.example", "https://a.example"],
    ["example.org/x", "http://example.org/x"],
    ["localhost:8065/x", "http://localhost:8065/x"],
    ["/team/channels/x", "/team/channels/x"],
    ["mailto:a@b.c", "mailto:a@b.c"],
    ["tel:12345", "tel:12345"],
  ])("lets %s through", (raw, url) => {
    expect(safeUrl(raw)).toBe(url);
  });

  it.each(["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\u0001javascript:1", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", ""])(
    "refuses %j",
    (raw) => {
      expect(safeUrl(raw)).toBeNull();
    },
  );

  it("shows pictures from the web only", () => {
    expect(safeImageUrl("mailto:x@y.z")).toBeNull();
    expect(safeImageUrl("https://x/y.png")).toBe("https://x/y.png");
  });
});

describe("isEmojiOnly", () => {
  it.each([":tada:", ":tada: :+1:", "🎉", "👩‍👩‍👧 ❤️", "🇩🇪"])("draws %s large", (text) => {
    expect(isEmojiOnly(parseMarkdown(text))).toBe(true);
  });

  it.each(["hi :tada:", "7", "", "# :tada:", "`🎉`"])("draws %j at the usual size", (text) => {
    expect(isEmojiOnly(parseMarkdown(text))).toBe(false);
  });
});

describe("splitEmoticons", () => {
  it("finds emoticons that stand alone", () => {
    expect(splitEmoticons("hi :) and <3").map((piece) => piece.kind)).toEqual(["text", "emoticon", "text", "emoticon"]);
  });

  it("leaves words and addresses alone", () => {
    expect(splitEmoticons("a:/b std::p (8)x")).toEqual([{ kind: "text", text: "a:/b std::p (8)x" }]);
  });
});

describe("plainText", () => {
  it("keeps the words and drops the marks", () => {
    expect(plainText("# Hi\n\n**@anna** see [docs](http://x) `code`\n\n- a\n- b")).toBe("Hi @anna see docs code a b");
  });
});

describe("parseInline", () => {
  it("shows a block of code as code, without the name of its language", () => {
    expect(outline(parseInline("Why?\n\n```python\ndef f():\n    return 1\n```\n\nSo."))).toBe("Why? code_inline(def f(): return 1) So.");
    expect(outline(parseInline("Cut\n```js\nlet a"))).toBe("Cut code_inline(let a)");
  });
});
