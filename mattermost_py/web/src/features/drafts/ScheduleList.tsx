import { CalendarClock, CircleAlert, Pencil, SendHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";

import { goToChannel } from "@/app/paths";
import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { PriorityTag } from "@/features/posts/PriorityTag";
import { clockOf, momentText } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { channelName } from "@/state/channels";
import type { Schedule } from "@/state/model";
import { hasFailed } from "@/state/schedules";
import { change, useApp } from "@/state/store";
import { openThread } from "@/state/ui";
import cards from "@/ui/Card.module.css";
import { classes } from "@/ui/classes";
import { Confirm } from "@/ui/Confirm";
import { Empty } from "@/ui/Empty";
import { IconButton } from "@/ui/IconButton";
import { LongList } from "@/ui/rows/LongList";

import styles from "./DraftsView.module.css";
import { PickTime } from "./PickTime";
import { ScheduleEditor } from "./ScheduleEditor";
import { reschedule, sendNow, takeBack } from "./scheduling";

export function ScheduleList({ schedules }: { schedules: readonly Schedule[] }) {
  if (schedules.length === 0) {
    return (
      <Empty icon={<CalendarClock size={26} />} title={t("drafts.none_scheduled")}>
        {t("drafts.none_scheduled_text")}
      </Empty>
    );
  }
  return (
    <LongList className={styles.list} rows={schedules}>
      {(schedule) => <OneSchedule schedule={schedule} />}
    </LongList>
  );
}

type Open = "" | "delete" | "send" | "time" | "text";

function OneSchedule({ schedule }: { schedule: Schedule }) {
  const [open, setOpen] = useState<Open>("");
  const clock = useApp(clockOf);
  const where = useApp((state) => {
    const channel = state.channels.byId[schedule.channel_id];
    return channel ? channelName(state, channel) : t("drafts.unknown_channel");
  });
  const isFailed = hasFailed(schedule);
  const files = schedule.metadata?.files.length ?? 0;
  const close = () => setOpen("");

  function show() {
    goToChannel(schedule.channel_id);
    if (schedule.root_id !== "") change(openThread, schedule.root_id);
  }
  return (
    <article className={classes(cards.card, styles.scheduled)} aria-label={t("drafts.scheduled_in", { channel: where })}>
      <div className={styles.top}>
        <button type="button" className={styles.place} onClick={show}>
          {t(schedule.root_id === "" ? "drafts.in_channel" : "drafts.in_thread", { channel: where })}
        </button>
        <span className={isFailed ? styles.failed : styles.moment}>
          {isFailed ? <CircleAlert size={13} aria-hidden /> : <CalendarClock size={13} aria-hidden />}
          {isFailed ? failureText(schedule) : t("drafts.sends", { when: momentText(schedule.scheduled_at, clock, Date.now()) })}
        </span>
        {schedule.priority ? <PriorityTag priority={schedule.priority.priority} /> : null}
        <div className={styles.actions}>
          <IconButton size="s" label={t("drafts.delete_scheduled")} icon={<Trash2 size={16} />} onClick={() => setOpen("delete")} />
          {isFailed ? null : <IconButton size="s" label={t("drafts.edit_scheduled")} icon={<Pencil size={16} />} onClick={() => setOpen(open === "text" ? "" : "text")} />}
          {isFailed ? null : <IconButton size="s" label={t("drafts.reschedule")} icon={<CalendarClock size={16} />} onClick={() => setOpen("time")} />}
          <IconButton size="s" label={t("drafts.send_now")} icon={<SendHorizontal size={16} />} onClick={() => setOpen("send")} />
        </div>
      </div>
      {open === "text" ? (
        <ScheduleEditor schedule={schedule} onClose={close} />
      ) : (
        <div className={styles.text}>
          {schedule.message === "" ? null : <PostMarkdown text={schedule.message.slice(0, 500)} />}
          {files > 0 ? <p className={styles.files}>{t("drafts.files", { count: files })}</p> : null}
        </div>
      )}
      <Asked open={open} schedule={schedule} where={where} onClose={close} />
    </article>
  );
}

function Asked({ open, schedule, where, onClose }: { open: Open; schedule: Schedule; where: string; onClose: () => void }) {
  switch (open) {
    case "delete":
      return (
        <Confirm title={t("drafts.delete_scheduled")} action={t("common.delete")} danger onConfirm={() => takeBack(schedule)} onClose={onClose}>
          {t("drafts.delete_scheduled_text", { channel: where })}
        </Confirm>
      );
    case "send":
      return (
        <Confirm title={t("drafts.send_now")} action={t("composer.send")} onConfirm={() => sendNow(schedule)} onClose={onClose}>
          {t("drafts.send_now_text", { channel: where })}
        </Confirm>
      );
    case "time":
      return (
        <PickTime title={t("drafts.reschedule")} action={t("common.save")} start={schedule.scheduled_at} onPick={(at) => reschedule(schedule, { scheduled_at: at })} onClose={onClose} />
      );
    default:
      return null;
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  channel_archived: "drafts.failed.channel_archived",
  channel_not_found: "drafts.failed.channel_not_found",
  restricted_dm: "drafts.failed.restricted_dm",
  user_missing: "drafts.failed.user_missing",
  user_deleted: "drafts.failed.user_deleted",
  no_channel_permission: "drafts.failed.no_channel_permission",
  no_channel_member: "drafts.failed.no_channel_member",
  thread_deleted: "drafts.failed.thread_deleted",
  invalid_post: "drafts.failed.invalid_post",
};

/** Why it was not sent. */
function failureText(schedule: Schedule): string {
  return t(FAILURES[schedule.error_code ?? ""] ?? "drafts.failed.unable_to_send");
}
