import { CalendarClock, ChevronDown, Clock3 } from "lucide-react";
import { useState } from "react";

import { messageOf } from "@/client/http";
import { PickTime } from "@/features/drafts/PickTime";
import { schedule } from "@/features/drafts/scheduling";
import { isMondayTomorrow, mondayMorning, morning } from "@/features/drafts/wallClock";
import type { Message } from "@/features/posts/outbox";
import { clockOf, momentLine } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { Menu, MenuHeading, MenuItem } from "@/ui/Menu";

import styles from "./Composer.module.css";

interface Props {
  disabled: boolean;
  message: () => Message;
  onScheduled: () => void;
  onProblem: (text: string) => void;
}

/** Sends later: a menu beside the button that sends now. */
export function SendMenu({ disabled, message, onScheduled, onProblem }: Props) {
  const isOn = useApp((state) => isEnabled(state, "ScheduledPosts"));
  const [isPicking, setPicking] = useState(false);
  if (!isOn) return null;

  async function at(moment: number): Promise<void> {
    await schedule(message(), moment);
    onScheduled();
  }
  const attempt = (moment: number) => void at(moment).catch((error: unknown) => onProblem(messageOf(error)));
  const button = (
    <button type="button" className={styles.later} disabled={disabled} aria-label={t("composer.send_later")} title={t("composer.send_later")}>
      <ChevronDown size={14} aria-hidden />
    </button>
  );
  return (
    <>
      <Menu label={t("composer.send_later")} placement="top-end" button={button}>
        <Choices onAt={attempt} onPick={() => setPicking(true)} />
      </Menu>
      {isPicking ? <PickTime title={t("composer.send_later")} action={t("composer.schedule")} onPick={at} onClose={() => setPicking(false)} /> : null}
    </>
  );
}

function Choices({ onAt, onPick }: { onAt: (moment: number) => void; onPick: () => void }) {
  const clock = useApp(clockOf);
  const [now] = useState(Date.now);
  const tomorrow = morning(now, 1, clock);
  const monday = mondayMorning(now, clock);
  return (
    <>
      <MenuHeading>{t("composer.send_later")}</MenuHeading>
      <MenuItem icon={<Clock3 size={16} />} onSelect={() => onAt(tomorrow)}>
        {momentLine(tomorrow, clock, now)}
      </MenuItem>
      {isMondayTomorrow(now, clock) ? null : (
        <MenuItem icon={<Clock3 size={16} />} onSelect={() => onAt(monday)}>
          {momentLine(monday, clock, now)}
        </MenuItem>
      )}
      <MenuItem icon={<CalendarClock size={16} />} onSelect={onPick}>
        {t("composer.own_time")}
      </MenuItem>
    </>
  );
}
