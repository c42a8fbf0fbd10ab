import { useEffect, useState } from "react";
import { isFindable } from "@/client/requests";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { useApp } from "@/state/store";
import { Checkbox } from "@/ui/Field";

interface Props {
  channelId: string;
  /** What was chosen; null before that. */
  value: boolean | null;
  onChange: (findable: boolean) => void;
}

/** Whether people of the team may find a private channel and ask to be let in. */
export function FindableField({ channelId, value, onChange }: Props) {
  const mayChoose = useApp((state) => can(state, "manage_channel_roles", { channelId }));
  const [saved, setSaved] = useState<boolean | null>(null);
  useEffect(() => {
    let alive = true;
    void isFindable(channelId).then(({ findable }) => alive && setSaved(findable), () => undefined);
    return () => {
      alive = false;
    };
  }, [channelId]);
  if (!mayChoose || saved === null) return null;
  return <Checkbox label={t("channels.findable")} hint={t("channels.findable_hint")} checked={value ?? saved} onChange={onChange} />;
}
