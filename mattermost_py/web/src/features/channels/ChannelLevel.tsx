import { t } from "@/i18n/t";
import { levelOf } from "@/state/levels";
import { useApp } from "@/state/store";
import { LevelBar } from "@/ui/LevelBar";

/** How confidential a channel is, in its colour; above and below its messages. */
export default function ChannelLevel({ channelId }: { channelId: string }) {
  const level = useApp((state) => levelOf(state, channelId));
  return level ? <LevelBar label={t("channels.level")} {...level} /> : null;
}
