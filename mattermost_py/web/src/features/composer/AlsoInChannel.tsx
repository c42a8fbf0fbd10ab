import { t } from "@/i18n/t";
import { channelName } from "@/state/channels";
import { isCollapsedThreads } from "@/state/preferences";
import { useApp } from "@/state/store";

import styles from "./Composer.module.css";

interface Props {
  channelId: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Whether a reply also stands in the channel, for those who read replies in threads only. */
export function AlsoInChannel({ channelId, checked, onChange }: Props) {
  const isCollapsed = useApp(isCollapsedThreads);
  const name = useApp((state) => {
    const channel = state.channels.byId[channelId];
    return channel ? channelName(state, channel) : "";
  });
  if (!isCollapsed) return null;
  return (
    <label className={styles.also}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {t("composer.also_in_channel", { channel: name })}
    </label>
  );
}
