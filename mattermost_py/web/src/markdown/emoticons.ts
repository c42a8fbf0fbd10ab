/** Emoticons people type and the emoji they stand for. */

const TABLE: Record<string, string> = {
  ":)": "slightly_smiling_face",
  ":-)": "slightly_smiling_face",
  "=)": "slightly_smiling_face",
  ";)": "wink",
  ";-)": "wink",
  ":D": "smile",
  ":-D": "smile",
  "=D": "smile",
  ":(": "slightly_frowning_face",
  ":-(": "slightly_frowning_face",
  ":o": "open_mouth",
  ":O": "open_mouth",
  ":-o": "open_mouth",
  ":-O": "open_mouth",
  ":p": "stuck_out_tongue",
  ":P": "stuck_out_tongue",
  ":-p": "stuck_out_tongue",
  ":-P": "stuck_out_tongue",
  ";p": "stuck_out_tongue_winking_eye",
  ";P": "stuck_out_tongue_winking_eye",
  ":'(": "cry",
  ":'-(": "cry",
  ":|": "neutral_face",
  ":-|": "neutral_face",
  ":/": "confused",
  ":-/": "confused",
  ":*": "kissing_heart",
  ":-*": "kissing_heart",
  ":$": "flushed",
  ":-$": "flushed",
  ":@": "rage",
  ":-@": "rage",
  "D:": "anguished",
  "8)": "sunglasses",
  "8-)": "sunglasses",
  "B)": "sunglasses",
  "<3": "heart",
  "</3": "broken_heart",
  ":+1:": "+1",
};

const escapeForPattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

const ALTERNATIVES = Object.keys(TABLE)
  .sort((a, b) => b.length - a.length)
  .map(escapeForPattern)
  .join("|");

// An emoticon stands alone: at the edge of the text or beside white space.
const PATTERN = new RegExp(`(^|\\s)(${ALTERNATIVES})(?=$|\\s|[.,!?]($|\\s))`, "g");

export type EmoticonPiece = { kind: "text"; text: string } | { kind: "emoticon"; text: string; name: string };

/** Cuts a text at its emoticons; a text without any comes back as one piece. */
export function splitEmoticons(text: string): EmoticonPiece[] {
  const pieces: EmoticonPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(PATTERN)) {
    const lead = match[1] ?? "";
    const emoticon = match[2] ?? "";
    const at = match.index + lead.length;
    if (at > from) pieces.push({ kind: "text", text: text.slice(from, at) });
    pieces.push({ kind: "emoticon", text: emoticon, name: TABLE[emoticon] ?? emoticon });
    from = at + emoticon.length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}
