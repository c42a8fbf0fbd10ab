import { Globe, Lock } from "lucide-react";

import { pictureUrl } from "@/client/users";
import { t } from "@/i18n/t";
import { channelName, teammateId } from "@/state/channels";
import { useApp } from "@/state/store";
import { Avatar } from "@/ui/Avatar";
import { late, Later } from "@/ui/late";

import styles from "./ChannelIntro.module.css";
import { PostMarkdown } from "./PostMarkdown";
import { clockOf, dayText } from "./times";

const IntroActions = late(() => import("./IntroActions"), (module) => module.IntroActions);

/** The very beginning of a channel: what it is for. */
export function ChannelIntro({ channelId }: { channelId: string }) {
  const channel = useApp((state) => state.channels.byId[channelId]);
  const name = useApp((state) => (channel ? channelName(state, channel) : ""));
  const mate = useApp((state) => (channel?.type === "D" ? state.users.byId[teammateId(state, channel)] : undefined));
  const isSelf = useApp((state) => mate?.id === state.users.meId);
  const clock = useApp(clockOf);
  if (!channel) return null;
  const isDirect = channel.type === "D" || channel.type === "G";
  return (
    <header className={styles.intro}>
      {mate ? <Avatar src={pictureUrl(mate)} name={mate.username} size={64} /> : null}
      {isDirect ? null : <span className={styles.icon}>{channel.type === "P" ? <Lock size={26} aria-hidden /> : <Globe size={26} aria-hidden />}</span>}
      <h2 className={styles.name}>{name}</h2>
      <p className={styles.text}>
        {isSelf ? t("posts.intro_self") : isDirect ? t(channel.type === "D" ? "posts.intro_direct" : "posts.intro_group", { name }) : t(channel.type === "P" ? "posts.intro_private" : "posts.intro_public", { name, day: dayText(channel.create_at, clock, Date.now()) })}
      </p>
      {channel.purpose === "" || isDirect ? null : (
        <p className={styles.text}>
          <PostMarkdown text={channel.purpose} isInline />
        </p>
      )}
      {isDirect || channel.delete_at > 0 ? null : (
        <div className={styles.actions}>
          <Later>
            <IntroActions channel={channel} />
          </Later>
        </div>
      )}
    </header>
  );
}
