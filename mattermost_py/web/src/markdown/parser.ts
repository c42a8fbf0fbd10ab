/** Turns Mattermost-flavoured Markdown into a tree the renderer walks; knows no React and no store. */
import createMarkdown, { type MarkdownIt, type StateBlock, type StateCore, type Token } from "markdown-it";

import { addInlineRules } from "./inlineRules";

/** One element of a parsed message: a leaf, or a container with its children. */
export interface MarkdownNode {
  type: string;
  tag: string;
  content: string;
  markup: string;
  info: string;
  attrs: Record<string, string>;
  children: MarkdownNode[];
}

const TASK = /^\[([ xX])\]\s+/;

/** `$$ … $$` on lines of their own is a displayed formula. */
function mathBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0);
  const first = lineAt(startLine);
  if (!first.startsWith("$$")) return false;
  const rest = first.slice(2);
  const closedAt = rest.trimEnd().endsWith("$$") && rest.trim().length > 2 ? startLine : findClosing(startLine + 1, endLine);
  if (closedAt < 0) return false;
  if (silent) return true;

  const lines = [rest];
  for (let line = startLine + 1; line <= closedAt; line += 1) lines.push(lineAt(line));
  const token = state.push("math_block", "", 0);
  token.content = lines.join("\n").trimEnd().replace(/\$\$$/, "").trim();
  state.line = closedAt + 1;
  return true;

  function findClosing(from: number, to: number): number {
    for (let line = from; line < to; line += 1) if (lineAt(line).trimEnd().endsWith("$$")) return line;
    return -1;
  }
}

/** `- [ ] text` and `- [x] text` become items with a tick box. */
function taskItems(state: StateCore): void {
  state.tokens.forEach((token, index) => {
    if (token.type !== "inline" || state.tokens[index - 1]?.type !== "paragraph_open") return;
    const item = state.tokens[index - 2];
    const text = token.children?.[0];
    if (item?.type !== "list_item_open" || text?.type !== "text") return;
    const match = TASK.exec(text.content);
    if (!match) return;
    item.attrSet("task", match[1] === " " ? "open" : "done");
    text.content = text.content.slice(match[0].length);
  });
}

function createParser(): MarkdownIt {
  const md = createMarkdown({ html: false, breaks: true, linkify: true, typographer: false });
  // Without a scheme only `www.` makes a link: `main.py` and `README.md` are not sites.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false });
  md.linkify.add("www.", {
    validate: (text, pos) => /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?([/?#][^\s<>]*[^\s<>.,;:!?'")\]*_~])?/i.exec(text.slice(pos))?.[0].length ?? 0,
    normalize: (match) => {
      match.url = `http://${match.url}`;
    },
  });
  // What may be followed is decided where the link is drawn, so the text of a refused link stays readable.
  md.validateLink = () => true;
  addInlineRules(md);
  md.block.ruler.before("fence", "math_block", mathBlock, { alt: ["paragraph", "blockquote", "list"] });
  md.core.ruler.after("inline", "task_items", taskItems);
  return md;
}

function toNode(token: Token): MarkdownNode {
  return {
    type: token.type.replace(/_open$/, ""),
    tag: token.tag,
    content: token.content,
    markup: token.markup,
    info: token.info,
    attrs: Object.fromEntries((token.attrs ?? []).map(([name, value]) => [name, String(value)])),
    children: token.type === "inline" ? nest(token.children ?? []) : [],
  };
}

/** Nests a flat run of tokens: `_open` starts a container, `_close` ends it. */
function nest(tokens: readonly Token[]): MarkdownNode[] {
  const root: MarkdownNode[] = [];
  const path: MarkdownNode[][] = [root];
  for (const token of tokens) {
    if (token.nesting < 0) {
      if (path.length > 1) path.pop();
      continue;
    }
    // A tight list has paragraphs without a tag of their own: their text belongs to the item.
    const node = toNode(token);
    if (token.hidden) node.tag = "";
    path[path.length - 1]?.push(node);
    if (token.nesting > 0) path.push(node.children);
  }
  return root;
}

let parser: MarkdownIt | null = null;
const parsed = new Map<string, MarkdownNode[]>();
const KEPT = 800;

/** The tree of a message; the trees of the last few hundred messages are kept. */
export function parseMarkdown(text: string): MarkdownNode[] {
  const known = parsed.get(text);
  if (known) {
    parsed.delete(text);
    parsed.set(text, known);
    return known;
  }
  parser ??= createParser();
  const tree = nest(parser.parse(text, {}));
  parsed.set(text, tree);
  if (parsed.size > KEPT) {
    const oldest = parsed.keys().next();
    if (!oldest.done) parsed.delete(oldest.value);
  }
  return tree;
}

const inlineOnly = new Map<string, MarkdownNode[]>();

/** A block of code, without the name of its language. */
const FENCES = /^```[^\n]*\n+([^`]*?)\n*(?:```\s*$|$(?![^]))/gm;

/** The tree of a text that stays on one line: headers, thread titles, quotes of a message. */
export function parseInline(text: string): MarkdownNode[] {
  const known = inlineOnly.get(text);
  if (known) return known;
  parser ??= createParser();
  const tree = nest(parser.parseInline(text.replace(FENCES, "`$1`").replace(/\s*\n+\s*/g, " "), {}));
  if (inlineOnly.size > KEPT) inlineOnly.clear();
  inlineOnly.set(text, tree);
  return tree;
}

/** The words of a message without its marks, on one line. */
export function plainText(text: string): string {
  const words: string[] = [];
  const walk = (nodes: readonly MarkdownNode[]) => {
    for (const node of nodes) {
      if (node.type === "softbreak" || node.type === "hardbreak") words.push(" ");
      else if (["mention", "channel_link", "hashtag", "emoji"].includes(node.type)) words.push(node.markup);
      else if (node.type === "image") words.push(node.content);
      else if (node.type === "inline" || node.children.length > 0) walk(node.children);
      else words.push(node.content);
      if (node.tag !== "" && node.type !== "inline" && /^(p|h\d|li|td|th|pre|code)$/.test(node.tag) && node.type !== "code_inline") words.push(" ");
    }
  };
  walk(parseMarkdown(text));
  return words.join("").replace(/\s+/g, " ").trim();
}

const EMOJI_ONLY = /^(?:\p{RI}\p{RI}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F?|\p{Emoji}\uFE0F\u20E3?|\p{EMod}|\u200D|\uFE0F|[\u{E0020}-\u{E007F}]|\s)+$/u;
const MOST_JUMBO = 10;

/** Whether a message is nothing but a few emoji, which are then drawn large. */
export function isEmojiOnly(tree: readonly MarkdownNode[]): boolean {
  const paragraph = tree[0];
  if (tree.length !== 1 || paragraph?.type !== "paragraph") return false;
  const nodes = paragraph.children[0]?.children ?? [];
  const leaves = nodes.filter((node) => node.type !== "softbreak");
  if (leaves.length === 0) return false;
  if (leaves.filter((node) => node.type === "emoji").length > MOST_JUMBO) return false;
  return leaves.every((node) => {
    if (node.type === "emoji") return true;
    return node.type === "text" && (node.content.trim() === "" || (EMOJI_ONLY.test(node.content) && node.content.length <= 60));
  });
}
