/** Scheduling messages and changing what is scheduled. */
import { createSchedule, deleteSchedule, updateSchedule } from "@/client/schedules";
import { type Message, sendMessage } from "@/features/posts/outbox";
import { clockOf, momentText } from "@/features/posts/times";
import { goToDrafts } from "@/app/paths";
import { t } from "@/i18n/t";
import type { Schedule } from "@/state/model";
import { receiveSchedule, removeSchedule } from "@/state/schedules";
import { change, getState } from "@/state/store";
import { showToast } from "@/state/ui";

/** Hands a message over to be sent at that time (ms). */
export async function schedule(message: Message, at: number): Promise<void> {
  const kept = await createSchedule({
    channel_id: message.channelId,
    root_id: message.rootId,
    message: message.text,
    type: message.burns ? "burn_on_read" : "",
    file_ids: message.files.map((file) => file.id),
    ...(message.label ? { priority: message.label } : {}),
    scheduled_at: at,
  });
  change(receiveSchedule, kept);
  const when = momentText(at, clockOf(getState()), Date.now());
  change(showToast, t("drafts.scheduled_for", { when }), "plain", { label: t("drafts.show_scheduled"), run: goToDrafts });
}

/** Sends it now instead of later. It is taken back first: sent twice would be worse than not at all. */
export async function sendNow(kept: Schedule): Promise<void> {
  await takeBack(kept);
  sendMessage({
    channelId: kept.channel_id,
    rootId: kept.root_id,
    text: kept.message,
    files: kept.metadata?.files ?? [],
    label: kept.priority ?? null,
    burns: kept.type === "burn_on_read",
  });
}

/** Another time or text. */
export async function reschedule(kept: Schedule, patch: Partial<Pick<Schedule, "scheduled_at" | "message">>): Promise<void> {
  change(receiveSchedule, await updateSchedule({ ...kept, ...patch }));
}

export async function takeBack(kept: Schedule): Promise<void> {
  await deleteSchedule(kept.id);
  change(removeSchedule, kept.id);
}
