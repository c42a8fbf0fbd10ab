import type { PostPriorityMetadata } from "@mattermost/types/posts";
import { BellRing, CircleAlert, CircleCheck, Flame, MessageSquareWarning } from "lucide-react";

import type { Extras } from "@/features/drafts/draftSync";
import { t } from "@/i18n/t";
import { useAppShallow } from "@/state/store";
import { IconButton } from "@/ui/IconButton";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "@/ui/Menu";

import { extrasRules } from "./extras";

interface Props {
  channelId: string;
  extras: Extras;
  onChange: (extras: Extras) => void;
}

type Level = "none" | "important" | "urgent";

/** How much a message matters, and whether it burns: a menu of what the server and the place allow. */
export function ExtrasMenu({ channelId, extras, onChange }: Props) {
  const may = useAppShallow((state) => extrasRules(state, channelId));
  if (!may.priority && !may.burn) return null;
  const level: Level = extras.label?.priority === undefined || extras.label.priority === "" ? "none" : extras.label.priority;
  const asksAck = extras.label?.requested_ack === true;
  const persists = extras.label?.persistent_notifications === true;

  function set(next: Level, ack: boolean, persistent: boolean) {
    const isPlain = next === "none" && !ack;
    const label: PostPriorityMetadata = {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the types' enum has no code behind it
      priority: next === "none" ? "" : (next as PostPriorityMetadata["priority"]),
      requested_ack: ack,
      persistent_notifications: persistent && next === "urgent",
    };
    onChange({ ...extras, label: isPlain ? null : label });
  }
  const levels = [
    { value: "none" as const, text: t("composer.priority.standard"), icon: <MessageSquareWarning size={16} /> },
    { value: "important" as const, text: t("composer.priority.important"), icon: <CircleAlert size={16} /> },
    { value: "urgent" as const, text: t("composer.priority.urgent"), icon: <BellRing size={16} /> },
  ];
  return (
    <Menu label={t("composer.extras")} placement="top-start" button={<IconButton label={t("composer.extras")} icon={<CircleAlert size={17} />} />}>
      {may.priority ? <MenuChoice label={t("composer.priority.title")} value={level} options={levels} onChange={(next) => set(next, asksAck, persists)} /> : null}
      {may.acknowledge ? (
        <>
          <MenuSeparator />
          <MenuItem icon={<CircleCheck size={16} />} checked={asksAck} onSelect={() => set(level, !asksAck, persists)}>
            {t("composer.request_ack")}
          </MenuItem>
        </>
      ) : null}
      {may.persist && level === "urgent" ? (
        <MenuItem icon={<BellRing size={16} />} checked={persists} onSelect={() => set(level, asksAck, !persists)}>
          {t("composer.persistent", { minutes: may.everyMinutes })}
        </MenuItem>
      ) : null}
      {may.burn ? (
        <>
          {may.priority ? <MenuSeparator /> : null}
          <MenuItem icon={<Flame size={16} />} checked={extras.burns} onSelect={() => onChange({ ...extras, burns: !extras.burns })}>
            {t("composer.burns")}
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
