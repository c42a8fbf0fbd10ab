/** Reminders of posts. */
import { messageOf } from "@/client/http";
import { remind } from "@/client/posts";
import { t } from "@/i18n/t";
import { change, getState } from "@/state/store";
import { showToast } from "@/state/ui";

import { clockOf, momentText } from "./times";

/** Asks the server for a message about this post at that time (ms). */
export async function remindOf(postId: string, at: number): Promise<void> {
  const state = getState();
  await remind(state.users.meId, postId, at);
  change(showToast, t("posts.reminder_set", { when: momentText(at, clockOf(state), Date.now()) }));
}

/** The same from a menu, where a failure has no place of its own. */
export function remindSoon(postId: string, at: number): void {
  remindOf(postId, at).catch((error: unknown) => change(showToast, messageOf(error), "danger"));
}
