import { AlarmClock } from "lucide-react";
import { useState } from "react";

import { isMondayTomorrow, mondayMorning, morning } from "@/features/drafts/wallClock";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { MenuItem, SubMenu } from "@/ui/Menu";

import { remindSoon } from "./reminding";
import { clockOf, momentLine } from "./times";

const MINUTE_MS = 60_000;

/** When to be reminded of a post, as a menu inside its menu. */
export function RemindMenu({ postId }: { postId: string }) {
  return (
    <SubMenu text={t("posts.remind")} icon={<AlarmClock size={16} />}>
      <Choices postId={postId} />
    </SubMenu>
  );
}

function Choices({ postId }: { postId: string }) {
  const clock = useApp(clockOf);
  const [now] = useState(Date.now);
  const tomorrow = morning(now, 1, clock);
  const monday = mondayMorning(now, clock);
  const after = (minutes: number) => remindSoon(postId, Date.now() + minutes * MINUTE_MS);
  return (
    <>
      <MenuItem onSelect={() => after(30)}>{t("posts.remind_30")}</MenuItem>
      <MenuItem onSelect={() => after(60)}>{t("posts.remind_60")}</MenuItem>
      <MenuItem onSelect={() => after(120)}>{t("posts.remind_120")}</MenuItem>
      <MenuItem onSelect={() => remindSoon(postId, tomorrow)}>{momentLine(tomorrow, clock, now)}</MenuItem>
      {isMondayTomorrow(now, clock) ? null : <MenuItem onSelect={() => remindSoon(postId, monday)}>{momentLine(monday, clock, now)}</MenuItem>}
      <MenuItem onSelect={() => change(openDialog, "remind", postId)}>{t("composer.own_time")}</MenuItem>
    </>
  );
}
