/** Inline rules Markdown itself does not have: mentions, channel links, hashtags, emoji, math, sized images. */
import type { MarkdownIt, StateInline } from "markdown-it";

const WORD = /[\p{L}\p{N}_]/u;
const MENTION = /@([a-z0-9][a-z0-9._:-]*)/iy;
const CHANNEL = /~([a-z0-9][a-z0-9._:-]*)/iy;
const HASHTAG = /#(\p{L}[\p{L}\p{N}\p{M}_.-]*)/uy;
const EMOJI = /:([a-z0-9_+-]+):/iy;
const INLINE_MATH = /\$([^\s$](?:[^$\n]*[^\s$\\])?)\$(?!\d)/y;

/** The match of a sticky pattern at the present position, if nothing word-like stands right before it. */
function matchHere(state: StateInline, pattern: RegExp, firstChar: string, alone = true): RegExpExecArray | null {
  if (state.src[state.pos] !== firstChar) return null;
  const before = state.pos > 0 ? (state.src[state.pos - 1] ?? "") : "";
  if (alone && before !== "" && (WORD.test(before) || before === "/" || before === firstChar)) return null;
  pattern.lastIndex = state.pos;
  const match = pattern.exec(state.src);
  return match && state.pos + match[0].length <= state.posMax ? match : null;
}

function pushLeaf(state: StateInline, silent: boolean, type: string, source: string, content: string): true {
  if (!silent) {
    const token = state.push(type, "", 0);
    token.content = content;
    token.markup = source;
  }
  state.pos += source.length;
  return true;
}

function mention(state: StateInline, silent: boolean): boolean {
  const match = matchHere(state, MENTION, "@");
  return match ? pushLeaf(state, silent, "mention", match[0], match[1] ?? "") : false;
}

function channelLink(state: StateInline, silent: boolean): boolean {
  const match = matchHere(state, CHANNEL, "~");
  if (!match) return false;
  // `~~struck~~` must keep its closing marks.
  return pushLeaf(state, silent, "channel_link", match[0], match[1] ?? "");
}

function hashtag(state: StateInline, silent: boolean): boolean {
  const match = matchHere(state, HASHTAG, "#");
  if (!match) return false;
  const source = match[0].replace(/[._-]+$/, "");
  // A tag is at least three characters, as the server's index has it.
  if (source.length < 4) return false;
  return pushLeaf(state, silent, "hashtag", source, source.slice(1));
}

function emoji(state: StateInline, silent: boolean): boolean {
  const match = matchHere(state, EMOJI, ":", false);
  if (!match) return false;
  const before = state.pos > 0 ? (state.src[state.pos - 1] ?? "") : "";
  if (/[\p{L}\p{N}]/u.test(before) && /^\d+$/.test(match[1] ?? "")) return false; // 10:30:15 is a time
  return pushLeaf(state, silent, "emoji", match[0], (match[1] ?? "").toLowerCase());
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const match = matchHere(state, INLINE_MATH, "$", false);
  return match ? pushLeaf(state, silent, "math_inline", match[0], match[1] ?? "") : false;
}

const SIZE = /=\s*(\d{1,4})?(?:x(\d{1,4})?)?/y;

function skipSpaces(source: string, from: number, max: number): number {
  let at = from;
  while (at < max && /[ \n]/.test(source[at] ?? "")) at += 1;
  return at;
}

/** `![alt](address "title" =100x200)`: an image whose size may be given. */
function sizedImage(state: StateInline, silent: boolean): boolean {
  const { src, posMax, md } = state;
  if (src[state.pos] !== "!" || src[state.pos + 1] !== "[") return false;
  const labelEnd = md.helpers.parseLinkLabel(state, state.pos + 1, false);
  if (labelEnd < 0 || src[labelEnd + 1] !== "(") return false;

  let at = skipSpaces(src, labelEnd + 2, posMax);
  const destination = md.helpers.parseLinkDestination(src, at, posMax);
  if (!destination.ok) return false;
  at = skipSpaces(src, destination.pos, posMax);
  const title = md.helpers.parseLinkTitle(src, at, posMax);
  if (title.ok) at = skipSpaces(src, title.pos, posMax);

  SIZE.lastIndex = at;
  const size = SIZE.exec(src);
  if (size) at = skipSpaces(src, at + size[0].length, posMax);
  if (src[at] !== ")") return false;

  if (!silent) {
    const token = state.push("image", "img", 0);
    token.content = src.slice(state.pos + 2, labelEnd);
    token.children = [];
    token.attrs = [["src", destination.str]];
    if (title.ok) token.attrs.push(["title", title.str]);
    if (size?.[1]) token.attrs.push(["width", size[1]]);
    if (size?.[2]) token.attrs.push(["height", size[2]]);
  }
  state.pos = at + 1;
  return true;
}

/** Adds the rules to a parser, ahead of those whose marks they share. */
export function addInlineRules(md: MarkdownIt): void {
  md.inline.ruler.before("strikethrough", "channel_link", channelLink);
  md.inline.ruler.before("emphasis", "mention", mention);
  md.inline.ruler.before("emphasis", "hashtag", hashtag);
  md.inline.ruler.before("emphasis", "emoji", emoji);
  md.inline.ruler.before("emphasis", "math_inline", inlineMath);
  md.inline.ruler.before("image", "sized_image", sizedImage);
}
