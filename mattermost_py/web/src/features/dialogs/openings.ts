/** Forms that programs open for this window: only for what was asked here, whether the answer or the form comes first. */
import type { Opening } from "@/client/dialogs";
import { change } from "@/state/store";
import { openDialog } from "@/state/ui";

/** A form, and the channel in which it was asked for. */
export interface Opened {
  readonly opening: Opening;
  readonly channelId: string;
}

const MOST = 8;
const asked = new Map<string, string>();
const waiting = new Map<string, Opening>();
const opened = new Map<string, Opened>();
let count = 0;

/** A command or button was answered with this; its program may open a form. */
export function noteTrigger(triggerId: string, channelId: string): void {
  keep(asked, triggerId, channelId);
  show(triggerId);
}

export function openingOf(id: string): Opened | undefined {
  return opened.get(id);
}

/** A program opens a form, for this window or another one. */
export function noteOpening(opening: Opening): void {
  keep(waiting, opening.trigger_id, opening);
  show(opening.trigger_id);
}

function show(triggerId: string): void {
  const channelId = asked.get(triggerId);
  const opening = waiting.get(triggerId);
  if (channelId === undefined || opening === undefined) return;
  waiting.delete(triggerId);
  count += 1;
  keep(opened, String(count), { opening, channelId });
  change(openDialog, "program", String(count));
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST) return;
    map.delete(oldest);
  }
}
