/** Turns what comes from other programs' clipboards into Markdown. */

const escapeCell = (text: string) => text.replace(/\s+/g, " ").replace(/\|/g, "\\|").trim();

function tableToMarkdown(table: HTMLTableElement): string {
  const rows = [...table.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("th,td")].map((cell) => escapeCell(inlineToMarkdown(cell))));
  const width = Math.max(...rows.map((row) => row.length));
  const [head = [], ...body] = rows.filter((row) => row.length > 0);
  const line = (cells: readonly string[]) => `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(width)}`, ...body.map(line)].join("\n");
}

function inlineToMarkdown(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? "").replace(/\s+/g, " ");
  if (!(node instanceof HTMLElement)) return "";
  const inner = [...node.childNodes].map(inlineToMarkdown).join("");
  const words = inner.trim();
  if (words === "" && node.tagName !== "BR") return inner;
  switch (node.tagName) {
    case "B":
    case "STRONG":
      // Some editors wrap a whole clipboard in <b style="font-weight:normal">.
      return node.style.fontWeight === "normal" ? inner : inner.replace(words, `**${words}**`);
    case "I":
    case "EM":
      return inner.replace(words, `*${words}*`);
    case "S":
    case "DEL":
      return inner.replace(words, `~~${words}~~`);
    case "CODE":
      return `\`${words}\``;
    case "A": {
      const href = node.getAttribute("href") ?? "";
      return /^https?:/i.test(href) && href !== words ? `[${words}](${href})` : inner;
    }
    case "BR":
      return "\n";
    default:
      return inner;
  }
}

function blockToMarkdown(node: Node, depth: number): string {
  if (!(node instanceof HTMLElement)) return inlineToMarkdown(node);
  const children = () => [...node.childNodes].map((child) => blockToMarkdown(child, depth)).join("");
  const heading = /^H([1-6])$/.exec(node.tagName);
  if (heading) return `\n\n${"#".repeat(Number(heading[1]))} ${inlineToMarkdown(node).trim()}\n\n`;
  switch (node.tagName) {
    case "TABLE":
      return node instanceof HTMLTableElement ? `\n\n${tableToMarkdown(node)}\n\n` : children();
    case "PRE":
      return `\n\n\`\`\`\n${node.textContent.replace(/\n$/, "")}\n\`\`\`\n\n`;
    case "BLOCKQUOTE":
      return `\n\n${children().trim().replace(/^/gm, "> ")}\n\n`;
    case "UL":
    case "OL":
      return `\n${listToMarkdown(node, depth)}\n`;
    case "P":
    case "DIV":
    case "SECTION":
    case "ARTICLE":
      return `\n${children()}\n`;
    case "STYLE":
    case "SCRIPT":
    case "HEAD":
    case "META":
      return "";
    case "HTML":
    case "BODY":
      return children();
    default:
      return node.querySelector("table,ul,ol,p,div,pre") ? children() : inlineToMarkdown(node);
  }
}

function listToMarkdown(list: HTMLElement, depth: number): string {
  const items = [...list.children].filter((child) => child.tagName === "LI");
  return items
    .map((item, index) => {
      const mark = list.tagName === "OL" ? `${index + 1}.` : "-";
      const words = [...item.childNodes].map((child) => blockToMarkdown(child, depth + 1)).join("").trim();
      return `${"  ".repeat(depth)}${mark} ${words}`;
    })
    .join("\n");
}

const STRUCTURE = "table,ul,ol,pre,blockquote,h1,h2,h3,h4,a[href^='http'],b,strong,em,code";

/**
 * The Markdown of rich text from a clipboard, or null when its plain text says the same:
 * editors put HTML beside every plain text, with colours and fonts but no structure.
 */
export function richToMarkdown(html: string, plain: string): string | null {
  const document = new DOMParser().parseFromString(html, "text/html");
  if (document.querySelector(STRUCTURE) === null) return null;
  // Code editors copy coloured lines: their plain text is the code itself.
  if (/data-vscode|font-family:[^;"]*(mono|consolas|courier|menlo)/i.test(html) && document.querySelector("table") === null) return null;
  const markdown = blockToMarkdown(document.body, 0)
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return markdown === "" || markdown === plain.trim() ? null : markdown;
}
