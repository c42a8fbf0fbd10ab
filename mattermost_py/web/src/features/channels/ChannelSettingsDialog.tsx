import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { goToChannel } from "@/app/paths";
import { patchChannel, setPrivacy } from "@/client/channels";
import { setFindable } from "@/client/requests";
import { setChannelLevel } from "@/client/levels";
import { isChannelName } from "@/features/teams/slug";
import { t } from "@/i18n/t";
import { DEFAULT_CHANNEL, channelName, receiveChannels } from "@/state/channels";
import type { Channel } from "@/state/model";
import { can } from "@/state/roles";
import { change, useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { AddressField, Radios, TextArea, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { BannerFields } from "./BannerFields";
import { CategoryField } from "./CategoryField";
import { FindableField } from "./FindableField";
import { LevelField } from "./LevelField";
import { Stack } from "@/ui/Stack";
import { useTask } from "@/ui/useTask";

/** A channel's name, address, header, purpose and kind. */
export default function ChannelSettingsDialog({ id, onClose }: DialogProps) {
  const channel = useApp((state) => state.channels.byId[id]);
  return channel ? <Editor channel={channel} onClose={onClose} /> : null;
}

function Editor({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const isTeamChannel = channel.team_id !== "";
  const isDefault = channel.name === DEFAULT_CHANNEL;
  const [draft, setDraft] = useState(channel);
  const given = useApp((state) => state.levels.ofChannel[channel.id] ?? "");
  const [level, setLevel] = useState(given);
  const [findable, chooseFindable] = useState<boolean | null>(null);
  const title = useApp((state) => channelName(state, channel));
  const permission = channel.type === "P" ? "manage_private_channel_properties" : "manage_public_channel_properties";
  const mayEdit = useApp((state) => !isTeamChannel || can(state, permission, { channelId: channel.id }));
  const mayConvert = useApp((state) => can(state, channel.type === "P" ? "convert_private_channel_to_public" : "convert_public_channel_to_private", { channelId: channel.id }));
  const mayBanner = useApp((state) => can(state, channel.type === "P" ? "manage_private_channel_banner" : "manage_public_channel_banner", { channelId: channel.id }));
  const { busy, problem, run, setProblem } = useTask();
  const edit = (patch: Partial<Channel>) => setDraft({ ...draft, ...patch });

  function save() {
    const wrong = isTeamChannel ? problemOf(draft, isDefault) : "";
    setProblem(wrong);
    if (wrong !== "") return;
    run(async () => {
      const patch = changes(channel, draft);
      let saved = Object.keys(patch).length === 0 ? channel : await patchChannel(channel.id, patch);
      if (draft.type !== channel.type && (draft.type === "O" || draft.type === "P")) saved = await setPrivacy(channel.id, draft.type);
      if (findable !== null && saved.type === "P") await setFindable(channel.id, findable);
      if (level !== given) await setChannelLevel(channel.id, level);
      change(receiveChannels, [saved]);
      goToChannel(channel.id);
      onClose();
    });
  }
  return (
    <Dialog
      title={isTeamChannel ? t("channels.settings_of", { name: title }) : t("channels.edit_header")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} disabled={!mayEdit && !mayBanner && !mayConvert} onClick={save}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <Stack>
        <FormProblem>{problem}</FormProblem>
        {isTeamChannel && (
          <>
            <TextField label={t("channels.name")} maxLength={64} disabled={!mayEdit} value={draft.display_name} onChange={(event) => edit({ display_name: event.currentTarget.value })} />
            <AddressField label={t("channels.address")} disabled={!mayEdit || isDefault} value={draft.name} onChange={(name) => edit({ name })} />
            <TextArea label={t("channels.purpose")} hint={t("channels.purpose_hint")} maxLength={250} disabled={!mayEdit} value={draft.purpose} onChange={(event) => edit({ purpose: event.currentTarget.value })} />
            <CategoryField teamId={channel.team_id} disabled={!mayEdit} value={draft.default_category_name ?? ""} onChange={(default_category_name) => edit({ default_category_name })} />
          </>
        )}
        <TextArea label={t("channels.header")} hint={t("channels.header_hint")} maxLength={1024} disabled={!mayEdit} value={draft.header} onChange={(event) => edit({ header: event.currentTarget.value })} />
        {isTeamChannel && mayBanner && <BannerFields banner={draft.banner_info} onChange={(banner_info) => edit({ banner_info })} />}
        {isTeamChannel && mayConvert && !isDefault && (
          <Radios
            label={t("channels.kind")}
            value={draft.type === "P" ? "P" : "O"}
            options={[
              { value: "O", text: t("channels.public"), hint: t("channels.public_hint") },
              { value: "P", text: t("channels.private"), hint: t("channels.private_hint") },
            ]}
            onChange={(type) => edit({ type })}
          />
        )}
        {isTeamChannel && mayBanner && <LevelField value={level} onChange={setLevel} />}
        {channel.type === "P" && draft.type === "P" && <FindableField channelId={channel.id} value={findable} onChange={chooseFindable} />}
      </Stack>
    </Dialog>
  );
}

/** What must be put right before saving; empty if nothing. */
function problemOf(draft: Channel, isDefault: boolean): string {
  if (draft.display_name.trim() === "") return t("channels.name_missing");
  if (draft.banner_info?.enabled && draft.banner_info.text?.trim() === "") return t("channels.banner_missing");
  return isDefault || isChannelName(draft.name) ? "" : t("channels.bad_address");
}

type Patch = Partial<Pick<Channel, "name" | "display_name" | "header" | "purpose" | "banner_info" | "default_category_name">>;

/** Only what differs, so that two editors do not undo each other. */
function changes(before: Channel, after: Channel): Patch {
  const patch: Patch = {};
  for (const key of ["name", "display_name", "header", "purpose"] as const) {
    if (before[key] !== after[key]) patch[key] = after[key].trim();
  }
  const category = after.default_category_name?.trim() ?? "";
  if (category !== (before.default_category_name ?? "")) patch.default_category_name = category;
  if (after.banner_info && JSON.stringify(before.banner_info) !== JSON.stringify(after.banner_info)) patch.banner_info = after.banner_info;
  return patch;
}
