import { DoorClosed } from "lucide-react";
import { useEffect } from "react";
import { useLocation } from "wouter";
import { PaneHeader } from "@/app/PaneHeader";
import { defaultPath, go } from "@/app/paths";
import { ChannelView } from "@/features/posts";
import { sendView } from "@/live/live";
import { forget, noteSeen } from "@/load/forgetting";
import { rememberChannel } from "@/load/remembered";
import { t } from "@/i18n/t";
import { setCurrentChannel } from "@/state/channels";
import { change, useApp } from "@/state/store";
import { followChannel } from "@/state/ui";
import { afterPaint } from "@/ui/afterPaint";
import { whenIdle } from "@/ui/ahead";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { late, Later, useArrival } from "@/ui/late";
import { Skeleton } from "@/ui/Skeleton";
import { Bookmarks } from "./bookmarks/Bookmarks";
import { ChannelBanner } from "./ChannelBanner";
import { ChannelHeader } from "./ChannelHeader";
import { type ChannelAddress, useChannelByAddress } from "./useChannelByAddress";

const ChannelLevel = late(() => import("./ChannelLevel"));

interface Props extends ChannelAddress {
  teamName: string;
  onBack: () => void;
}

/** One channel in the middle of the screen. */
export function ChannelScreen({ teamName, onBack, ...address }: Props) {
  const { channelId, missing, gone } = useChannelByAddress(address);
  useCurrent(channelId, address.teamId);
  useEffect(() => {
    if (gone) go(defaultPath(teamName), { replace: true });
  }, [gone, teamName]);
  const hasLevel = useArrival(ChannelLevel, useApp((state) => Boolean(state.levels.ofChannel[channelId])));
  if (channelId !== "") {
    const level = hasLevel && (
      <Later>
        <ChannelLevel channelId={channelId} />
      </Later>
    );
    return (
      <>
        {level}
        <ChannelHeader channelId={channelId} onBack={onBack} />
        <ChannelBanner channelId={channelId} />
        <Bookmarks channelId={channelId} />
        <ChannelView channelId={channelId} />
        {level}
      </>
    );
  }
  return (
    <>
      <PaneHeader title="" onBack={onBack} />
      {missing || gone ? <Missing onHome={() => go(defaultPath(teamName), { replace: true })} /> : <Skeleton rows={6} avatar />}
    </>
  );
}

function useCurrent(channelId: string, teamId: string): void {
  const online = useApp((state) => state.connection.link === "online");
  const [path] = useLocation();
  useEffect(() => {
    change((state) => followChannel(setCurrentChannel(state, channelId), channelId));
  }, [channelId]);
  useEffect(() => {
    if (channelId !== "") return afterPaint(() => rememberChannel(path, channelId));
  }, [path, channelId]);
  useEffect(() => {
    if (channelId === "") return;
    noteSeen(channelId);
    whenIdle(() => forget());
  }, [channelId]);
  // From channel to channel there is no moment in between that would be worth drawing.
  useEffect(() => () => change(setCurrentChannel, ""), []);
  useEffect(() => {
    if (online && channelId !== "") sendView({ channelId, teamId });
  }, [online, channelId, teamId]);
}

function Missing({ onHome }: { onHome: () => void }) {
  return (
    <Empty
      icon={<DoorClosed size={24} />}
      title={t("app.channel_missing_title")}
      action={
        <Button tone="primary" onClick={onHome}>
          {t("app.go_home")}
        </Button>
      }
    >
      {t("app.channel_missing_text")}
    </Empty>
  );
}
