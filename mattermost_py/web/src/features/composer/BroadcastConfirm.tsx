import { useEffect, useState } from "react";

import { channelTimezones } from "@/client/channels";
import { t } from "@/i18n/t";
import { Confirm } from "@/ui/Confirm";

interface Props {
  names: readonly string[];
  channelId: string;
  members: number;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a message calls everybody in a channel. */
export function BroadcastConfirm({ names, channelId, members, onConfirm, onClose }: Props) {
  const who = names.map((name) => `@${name}`).join(", ");
  const zones = useTimezones(channelId);
  return (
    <Confirm title={t("composer.confirm_title")} action={t("composer.send")} onConfirm={onConfirm} onClose={onClose}>
      {t(zones > 1 ? "composer.confirm_zones" : "composer.confirm_text", { who, count: members - 1, zones })}
    </Confirm>
  );
}

/** In how many time zones the members live; 0 while that is not known. */
function useTimezones(channelId: string): number {
  const [zones, setZones] = useState(0);
  useEffect(() => {
    let alive = true;
    channelTimezones(channelId).then(
      (found) => alive && setZones(found.length),
      () => undefined,
    );
    return () => {
      alive = false;
    };
  }, [channelId]);
  return zones;
}
