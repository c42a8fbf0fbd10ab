/** Custom emoji that messages name: asked for together, once. */
import { emojiByNames } from "@/client/emoji";
import { markEmojiMissing, receiveEmoji } from "@/state/emoji";
import { change, getState } from "@/state/store";

const wanted = new Set<string>();
let timer: ReturnType<typeof setTimeout> | null = null;
const NAME = /^[a-z0-9_+-]{1,64}$/i;
const MOST = 200;

/** Asks the server for an emoji that neither the system nor the store knows. */
export function wantEmoji(name: string): void {
  const { custom, missing } = getState().emoji;
  if (!NAME.test(name) || name in custom || name in missing) return;
  if (getState().server.config.EnableCustomEmoji === "false") return;
  wanted.add(name);
  timer ??= setTimeout(() => void askForWanted(), 50);
}

async function askForWanted(): Promise<void> {
  timer = null;
  const names = [...wanted].slice(0, MOST);
  for (const name of names) wanted.delete(name);
  if (wanted.size > 0) timer = setTimeout(() => void askForWanted(), 50);
  try {
    const found = await emojiByNames(names);
    const there = new Set(found.map((emoji) => emoji.name));
    change((state) => markEmojiMissing(receiveEmoji(state, found), names.filter((name) => !there.has(name))));
  } catch {
    // Unknown emoji stay words; the next message that names them asks again.
  }
}
