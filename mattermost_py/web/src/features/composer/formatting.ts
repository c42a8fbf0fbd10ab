/** What the formatting bar does to a text and its selection; pure, so every case is a test. */

export interface Edit {
  text: string;
  from: number;
  to: number;
}

export type Format = "bold" | "italic" | "strike" | "code" | "codeBlock" | "link" | "quote" | "bullets" | "numbers" | "tasks" | "heading";

/** Applies a format to the selection, or takes it away where it is there already. */
export function applyFormat(edit: Edit, format: Format): Edit {
  switch (format) {
    case "bold":
      return wrap(edit, "**");
    case "italic":
      return wrap(edit, "*");
    case "strike":
      return wrap(edit, "~~");
    case "code":
      return wrap(edit, "`");
    case "codeBlock":
      return fence(edit);
    case "link":
      return link(edit);
    case "quote":
      return prefixLines(edit, /^> ?/, () => "> ");
    case "bullets":
      return prefixLines(edit, /^- (?!\[[ x]\] )/, () => "- ");
    case "numbers":
      return prefixLines(edit, /^\d+\. /, (index) => `${index + 1}. `);
    case "tasks":
      return prefixLines(edit, /^- \[[ x]\] /, () => "- [ ] ");
    case "heading":
      return prefixLines(edit, /^#{1,6} /, () => "### ");
  }
}

function isWrapped(text: string, mark: string): boolean {
  if (!text.startsWith(mark) || !text.endsWith(mark) || text.length < mark.length * 2) return false;
  // One star inside two is bold, not italic.
  return mark !== "*" || !text.startsWith("**") || text.startsWith("***");
}

function wrap({ text, from, to }: Edit, mark: string): Edit {
  const raw = text.slice(from, to);
  const lead = raw.length - raw.trimStart().length;
  const trail = raw.trim() === "" ? 0 : raw.length - raw.trimEnd().length;
  const start = raw.trim() === "" ? from : from + lead;
  const end = to - trail;
  const inner = text.slice(start, end);
  const outer = text.slice(Math.max(0, start - mark.length), end + mark.length);

  if (inner !== "" && isWrapped(inner, mark)) {
    const bare = inner.slice(mark.length, inner.length - mark.length);
    return { text: text.slice(0, start) + bare + text.slice(end), from: start, to: start + bare.length };
  }
  if (start >= mark.length && isWrapped(outer, mark) && !isDoubled(text, start, end, mark)) {
    const next = text.slice(0, start - mark.length) + inner + text.slice(end + mark.length);
    return { text: next, from: start - mark.length, to: end - mark.length };
  }
  const next = text.slice(0, start) + mark + inner + mark + text.slice(end);
  return { text: next, from: start + mark.length, to: end + mark.length };
}

/** Whether the mark beside the selection is half of a longer one (`*` beside `**`). */
function isDoubled(text: string, start: number, end: number, mark: string): boolean {
  if (mark !== "*") return false;
  const before = /\*+$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^\*+/.exec(text.slice(end))?.[0].length ?? 0;
  return before === 2 && after === 2;
}

function fence({ text, from, to }: Edit): Edit {
  const inner = text.slice(from, to);
  const head = from > 0 && text[from - 1] !== "\n" ? "\n" : "";
  const tail = to < text.length && text[to] !== "\n" ? "\n" : "";
  const opening = `${head}\`\`\`\n`;
  const next = `${text.slice(0, from)}${opening}${inner}\n\`\`\`${tail}${text.slice(to)}`;
  return { text: next, from: from + opening.length, to: from + opening.length + inner.length };
}

const ADDRESS = /^(https?:\/\/|www\.)\S+$/i;

function link({ text, from, to }: Edit): Edit {
  const inner = text.slice(from, to);
  if (ADDRESS.test(inner)) {
    const next = `${text.slice(0, from)}[](${inner})${text.slice(to)}`;
    return { text: next, from: from + 1, to: from + 1 };
  }
  const next = `${text.slice(0, from)}[${inner}](url)${text.slice(to)}`;
  const at = from + inner.length + 3;
  return { text: next, from: at, to: at + 3 };
}

function prefixLines({ text, from, to }: Edit, known: RegExp, prefix: (index: number) => string): Edit {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const nextBreak = text.indexOf("\n", to);
  const end = nextBreak < 0 ? text.length : nextBreak;
  const lines = text.slice(start, end).split("\n");
  const isOn = lines.every((line) => known.test(line));
  const changed = lines.map((line, index) => (isOn ? line.replace(known, "") : prefix(index) + line.replace(/^(> ?|- (\[[ x]\] )?|\d+\. |#{1,6} )/, "")));
  const block = changed.join("\n");
  const caret = lines.length === 1 ? Math.max(start, to + block.length - (lines[0]?.length ?? 0)) : start + block.length;
  return { text: text.slice(0, start) + block + text.slice(end), from: lines.length === 1 ? caret : start, to: caret };
}

const LIST_ITEM = /^(\s*)(?:([-*+])( \[[ x]\])?|(\d+)([.)])) (.*)$/;

/** Enter inside a list: goes on with the next item, or leaves the list from an empty one; null outside of lists. */
export function continueList({ text, from, to }: Edit): Edit | null {
  if (from !== to) return null;
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const match = LIST_ITEM.exec(text.slice(start, from));
  if (!match) return null;
  const [, indent = "", bullet, task, number, dot = ".", words = ""] = match;
  if (words.trim() === "") {
    const next = text.slice(0, start) + text.slice(from);
    return { text: next, from: start, to: start };
  }
  const mark = bullet === undefined ? `${Number(number) + 1}${dot}` : `${bullet}${task === undefined ? "" : " [ ]"}`;
  const added = `\n${indent}${mark} `;
  return { text: text.slice(0, from) + added + text.slice(to), from: from + added.length, to: from + added.length };
}

const USUAL_STEP = "  ";

/** Tab in an open code block: moves the selected lines in or out, or fills up at the caret; null outside of code. */
export function indentCode({ text, from, to }: Edit, isOut: boolean): Edit | null {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  if (!isInCodeBlock(text, start)) return null;
  const step = stepOf(text.slice(0, start).split(/^ {0,3}```.*$/m).at(-1) ?? "");
  if (from === to && !isOut) return { text: text.slice(0, from) + step + text.slice(to), from: from + step.length, to: to + step.length };
  const lines = text.slice(start, to).split("\n");
  const moved = lines.map((line) => (isOut ? line.replace(/^(\t| {1,4})/, (blank) => blank.slice(step.length)) : line === "" ? "" : step + line));
  const [before = "", after = ""] = [lines[0], moved[0]];
  const block = moved.join("\n");
  const next = text.slice(0, start) + block + text.slice(to);
  return { text: next, from: Math.max(start, from + after.length - before.length), to: start + block.length };
}

/** One step as the code before has it. */
function stepOf(code: string): string {
  const found = /^(\t| {2,8})\S/m.exec(code)?.[1] ?? USUAL_STEP;
  return found.startsWith("\t") ? "\t" : " ".repeat(found.length % 4 === 0 ? 4 : 2);
}

/** Whether a new line at the caret belongs to an open code block, so that Enter does not send. */
export function isInCodeBlock(text: string, caret: number): boolean {
  return ((text.slice(0, caret).match(/^ {0,3}```/gm) ?? []).length) % 2 === 1;
}
