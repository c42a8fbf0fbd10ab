import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { channelName, isMuted } from "@/state/channels";
import type { ChannelMember } from "@/state/model";
import { useApp } from "@/state/store";
import { Dialog } from "@/ui/Dialog";
import { Checkbox, Radios } from "@/ui/Field";
import { Stack } from "@/ui/Stack";
import { setNotifyProps } from "./actions";

type Level = "default" | "all" | "mention" | "none";

type Sound = "default" | "on" | "off";

/** When this channel may ask for attention; each choice counts at once. */
export default function ChannelNotificationsDialog({ id, onClose }: DialogProps) {
  const member = useApp((state) => state.channels.mine[id]);
  const name = useApp((state) => {
    const channel = state.channels.byId[id];
    return channel ? channelName(state, channel) : "";
  });
  if (member === undefined) return null;
  const props = member.notify_props;
  const set = (patch: Partial<ChannelMember["notify_props"]>) => void setNotifyProps(id, patch);
  return (
    <Dialog title={t("channels.notifications_of", { name })} onClose={onClose}>
      <Stack>
        <Checkbox
          label={t("channels.mute")}
          hint={t("channels.mute_hint")}
          checked={isMuted(member)}
          onChange={(muted) => set({ mark_unread: muted ? "mention" : "all" })}
        />
        <Checkbox
          label={t("channels.ignore_all")}
          hint={t("channels.ignore_all_hint")}
          checked={props.ignore_channel_mentions === "on"}
          onChange={(on) => set({ ignore_channel_mentions: on ? "on" : "off" })}
        />
        <Radios<Level> label={t("channels.notify_desktop")} value={props.desktop ?? "default"} options={levels()} onChange={(desktop) => set({ desktop })} />
        <Radios<Sound>
          label={t("channels.notify_sound")}
          value={props.desktop_sound ?? "default"}
          options={[
            { value: "default", text: t("channels.notify_default") },
            { value: "on", text: t("channels.sound_on") },
            { value: "off", text: t("channels.sound_off") },
          ]}
          onChange={(desktop_sound) => set({ desktop_sound })}
        />
        <Radios<Level> label={t("channels.notify_push")} value={props.push ?? "default"} options={levels()} onChange={(push) => set({ push })} />
        <Checkbox
          label={t("channels.follow_all")}
          hint={t("channels.follow_all_hint")}
          checked={props.channel_auto_follow_threads === "on"}
          onChange={(on) => set({ channel_auto_follow_threads: on ? "on" : "off" })}
        />
      </Stack>
    </Dialog>
  );
}

function levels(): { value: Level; text: string }[] {
  return [
    { value: "default", text: t("channels.notify_default") },
    { value: "all", text: t("channels.notify_all") },
    { value: "mention", text: t("channels.notify_mention") },
    { value: "none", text: t("channels.notify_none") },
  ];
}
