/** What may lead to a program's form; the rest of it comes with the first command or button. */
import { onLive } from "@/live/live";

const openings = () => import("./openings");
const ignore = () => undefined;

export function noteTrigger(triggerId: string, channelId: string): void {
  if (triggerId !== "") openings().then((all) => all.noteTrigger(triggerId, channelId), ignore);
}

onLive("open_dialog", ({ dialog }) => void openings().then((all) => all.noteOpening(dialog), ignore));
