/** Notes of the system that outlive the page; loaded once the first screen is there. */
import { dismissNotices, startWorker } from "@/local/worker";
import { resumePush, suspendPush } from "./push";
import { isPushChosen } from "./pushChoice";
import { tellZone } from "./zone";

export { dismissNotices, notify } from "@/local/worker";

/** Starts the worker; `open` leads to what a clicked note tells of. */
export function startCalling(open: (channelId: string, postId: string, rootId: string) => void): void {
  startWorker(({ channelId, postId, rootId }) => open(channelId, postId, rootId));
  tellZone().catch(() => undefined);
  if (isPushChosen()) resumePush().catch(() => undefined);
}

/** At sign-out: nothing of the user stays on the screen or comes later. */
export function stopCalling(): void {
  void dismissNotices();
  suspendPush().catch(() => undefined);
}
