import { BellOff, Moon } from "lucide-react";
import { useEffect, useState } from "react";

import { clockOf, hourIn, timeText } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { teammateId } from "@/state/channels";
import { useApp } from "@/state/store";
import { nameOf, presenceOf } from "@/state/users";

import styles from "./Composer.module.css";

const NIGHT_FROM = 22;
const NIGHT_TO = 6;
const LOOK_AGAIN_MS = 60_000;

/** Says that the other one of a conversation should not be disturbed now, or is most likely asleep. */
export function AwayNote({ channelId }: { channelId: string }) {
  const otherId = useApp((state) => {
    const channel = state.channels.byId[channelId];
    const other = channel?.type === "D" ? teammateId(state, channel) : "";
    return other === state.users.meId || state.users.byId[other]?.is_bot === true ? "" : other;
  });
  const name = useApp((state) => nameOf(state, otherId));
  const presence = useApp((state) => (otherId === "" ? undefined : presenceOf(state, otherId)));
  const zone = useApp((state) => {
    const theirs = state.users.byId[otherId]?.timezone;
    return theirs === undefined ? "" : String(theirs.useAutomaticTimezone) === "false" ? theirs.manualTimezone : theirs.automaticTimezone;
  });
  const clock = useApp(clockOf);
  const now = useNow(otherId !== "");
  if (otherId === "" || name === "") return null;
  if (presence === "dnd") {
    return (
      <p className={styles.away} role="note">
        <BellOff size={14} aria-hidden />
        {t("composer.other_busy", { name })}
      </p>
    );
  }
  const hour = zone === "" ? 12 : hourIn(now, zone);
  if (hour >= NIGHT_TO && hour < NIGHT_FROM) return null;
  return (
    <p className={styles.away} role="note">
      <Moon size={14} aria-hidden />
      {t("composer.other_asleep", { name, time: timeText(now, { ...clock, timeZone: zone }) })}
    </p>
  );
}

function useNow(isOn: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setNow(Date.now()), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  return now;
}
