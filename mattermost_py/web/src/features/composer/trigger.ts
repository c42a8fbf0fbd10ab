/** Finds what is being typed at the caret that asks for suggestions. */

export type TriggerKind = "person" | "channel" | "emoji" | "command";

export interface Trigger {
  kind: TriggerKind;
  /** What was typed after the mark, lower case. */
  query: string;
  /** The stretch of the text a choice replaces. */
  from: number;
  to: number;
}

const PATTERNS: [TriggerKind, RegExp][] = [
  ["person", /(?:^|[^\p{L}\p{N}_@/])@([\p{L}\p{N}._-]*)$/u],
  ["channel", /(?:^|[^\p{L}\p{N}_~])~([\p{L}\p{N}._-]*)$/u],
  ["emoji", /(?:^|[^\p{L}\p{N}_:])[:]([a-z0-9_+-]{2,})$/iu],
];

/** Whether the caret stands in a fenced block or an inline code span, where marks mean nothing. */
export function isInCode(before: string): boolean {
  const fences = before.match(/^ {0,3}(```|~~~)/gm) ?? [];
  if (fences.length % 2 === 1) return true;
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return (line.match(/`/g) ?? []).length % 2 === 1;
}

/** The trigger right before the caret, or null. */
export function triggerAt(text: string, caret: number, allowsCommands: boolean): Trigger | null {
  const before = text.slice(0, caret);
  // A second slash right after a word makes it a path, not a command.
  if (allowsCommands && /^\/[^\s/]*( .*)?$/.test(before)) {
    return { kind: "command", query: before.slice(1).toLowerCase(), from: 0, to: caret };
  }
  if (isInCode(before)) return null;
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(before);
    const typed = match?.[1];
    if (typed === undefined) continue;
    return { kind, query: typed.toLowerCase(), from: caret - typed.length - 1, to: caret };
  }
  return null;
}

/** The text with the trigger replaced by the choice, and where the caret goes. */
export function applyChoice(text: string, trigger: Trigger, choice: string): { text: string; caret: number } {
  const rest = text.slice(trigger.to).replace(/^ /, "");
  const head = `${text.slice(0, trigger.from)}${choice} `;
  return { text: head + rest, caret: head.length };
}
