/** Key combinations: what each command's keys are, what was pressed, and how it is written on this machine. */
import type { State } from "@/state/model";
import { preference } from "@/state/preferences";

/** What can be reached by keys everywhere, with the keys it has unless the user chose others. */
export const DEFAULT_KEYS = {
  switch: "Mod+K",
  next: "Alt+ArrowDown",
  previous: "Alt+ArrowUp",
  next_unread: "Alt+Shift+ArrowDown",
  previous_unread: "Alt+Shift+ArrowUp",
  unreads: "Mod+Shift+U",
  direct: "Mod+Shift+K",
  region: "F6",
  region_back: "Shift+F6",
  write: "Mod+Shift+L",
  search: "Mod+Shift+F",
  mentions: "Mod+Shift+M",
  info: "Mod+.",
  settings: "Mod+Shift+A",
  shortcuts: "Mod+/",
} as const;

export type Command = keyof typeof DEFAULT_KEYS;

export const COMMANDS = Object.keys(DEFAULT_KEYS) as Command[];
export const KEYS_CATEGORY = "mmpy_shortcuts";

export const isMac = navigator.userAgent.includes("Mac");

export function keysOf(state: State, command: Command): string {
  return preference(state, KEYS_CATEGORY, command) || DEFAULT_KEYS[command];
}

export function commandOf(state: State, keys: string): Command | undefined {
  return COMMANDS.find((command) => keysOf(state, command) === keys);
}

const MODIFIERS = new Set(["Control", "Meta", "Alt", "Shift", "AltGraph", "CapsLock", "Dead", "Process", "Unidentified"]);

/** The combination an event stands for, such as `Mod+Shift+K`; empty while only modifiers are down. */
export function pressed(event: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  if (MODIFIERS.has(event.key)) return "";
  // With Alt a Mac types other letters; the key's own name does not change.
  const plain = /^(?:Key|Digit)(.)$/.exec(event.code)?.[1];
  const key = event.altKey && plain !== undefined ? plain : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  return `${mod ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${key}`;
}

/** Whether a combination can be a command's: nothing that types, and nothing a field needs. */
export function canBeKeys(keys: string): boolean {
  return /^(Mod|Alt)\+(Alt\+)?(Shift\+)?(?!Escape$|Tab$|Enter$)\S+$/.test(keys) || /^(Shift\+)?F\d+$/.test(keys);
}

const SYMBOLS: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

/** How a combination is written on this machine: `Mod+K` → `⌘K` or `Ctrl+K`. */
export function keyName(combination: string): string {
  const named = combination.replace(/Arrow\w+|Escape/, (key) => SYMBOLS[key] ?? key);
  if (!isMac) return named.replace("Mod", "Ctrl");
  return named.replace("Mod+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧");
}
