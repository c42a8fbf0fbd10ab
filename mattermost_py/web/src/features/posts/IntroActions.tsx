import { PenLine, UserPlus } from "lucide-react";

import { t } from "@/i18n/t";
import { DEFAULT_CHANNEL } from "@/state/channels";
import type { Channel } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";

/** What a channel needs first: people, and a word on what it is for. */
export function IntroActions({ channel }: { channel: Channel }) {
  const { id: channelId, team_id: teamId } = channel;
  const isForAll = channel.name === DEFAULT_CHANNEL;
  const isPublic = channel.type === "O";
  const mayAdd = useApp((state) => (isForAll ? can(state, "invite_user", { teamId }) || can(state, "add_user_to_team", { teamId }) : can(state, isPublic ? "manage_public_channel_members" : "manage_private_channel_members", { teamId, channelId })));
  const mayDescribe = useApp((state) => can(state, isPublic ? "manage_public_channel_properties" : "manage_private_channel_properties", { teamId, channelId }));
  return (
    <>
      {mayAdd ? (
        <Button icon={<UserPlus size={15} />} onClick={() => change(openDialog, ...(isForAll ? (["invite", teamId] as const) : (["add-members", channelId] as const)))}>
          {t(isForAll ? "teams.invite" : "channels.add_members")}
        </Button>
      ) : null}
      {mayDescribe && channel.purpose === "" ? (
        <Button icon={<PenLine size={15} />} onClick={() => change(openDialog, "channel-settings", channelId)}>
          {t("posts.intro_purpose")}
        </Button>
      ) : null}
    </>
  );
}
