import { Archive, Globe, Hash, Lock } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { channelPath, go } from "@/app/paths";
import { t } from "@/i18n/t";
import type { Channel } from "@/state/model";
import { can } from "@/state/roles";
import { change, getState, useApp } from "@/state/store";
import { currentTeam } from "@/state/teams";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Empty } from "@/ui/Empty";
import { Checkbox, Select, TextField } from "@/ui/Field";
import { LongList } from "@/ui/rows/LongList";
import { Skeleton } from "@/ui/Skeleton";
import { joinChannel } from "./actions";
import styles from "./BrowseChannelsDialog.module.css";
import { FindableRow } from "./FindableRow";
import { type ChannelKind, useBrowse } from "./useBrowse";
import { useFindable } from "./useFindable";

/** Every channel of the team one may see, to join or to open. */
export default function BrowseChannelsDialog({ onClose }: DialogProps) {
  const [term, setTerm] = useState("");
  const [kind, setKind] = useState<ChannelKind>("public");
  const [hideJoined, setHideJoined] = useState(false);
  const mine = useApp((state) => state.channels.mine);
  const teamId = useApp((state) => state.teams.currentId);
  const mayCreate = useApp((state) => can(state, "create_public_channel", { teamId }) || can(state, "create_private_channel", { teamId }));
  const found = useBrowse(teamId, term, kind);
  const shown = found?.filter((channel) => !hideJoined || !(channel.id in mine)) ?? null;
  const { findable, again } = useFindable(teamId, term, kind === "public");
  const count = (shown?.length ?? 0) + findable.length;
  return (
    <Dialog title={t("channels.browse")} onClose={onClose} size="l" bare>
      <div className={styles.tools}>
        <div className={styles.search}>
          <TextField label={t("channels.search")} hideLabel autoFocus placeholder={t("channels.search")} value={term} onChange={(event) => setTerm(event.currentTarget.value)} onKeyDown={focusFirst} />
        </div>
        <Select label={t("channels.kind")} hideLabel value={kind} onChange={(event) => setKind(event.currentTarget.value as ChannelKind)}>
          <option value="public">{t("channels.kind_public")}</option>
          <option value="private">{t("channels.kind_private")}</option>
          <option value="archived">{t("channels.kind_archived")}</option>
        </Select>
        {mayCreate && <Button onClick={() => change(openDialog, "create-channel")}>{t("channels.create")}</Button>}
      </div>
      <div className={styles.filter}>
        <span aria-live="polite">{shown && t("channels.count", { count })}</span>
        <Checkbox label={t("channels.hide_joined")} checked={hideJoined} onChange={setHideJoined} />
      </div>
      {shown === null ? (
        <Skeleton rows={6} />
      ) : count === 0 ? (
        <Empty icon={<Hash size={24} />} title={t("channels.none_found")} />
      ) : (
        <LongList className={styles.list} rows={[...shown, ...findable]} role="list" aria-label={t("channels.browse")}>
          {(channel) =>
            "asked_at" in channel ? (
              <FindableRow channel={channel} onChanged={again} />
            ) : (
              <Row channel={channel} isJoined={channel.id in mine} onClose={onClose} />
            )
          }
        </LongList>
      )}
    </Dialog>
  );
}

function focusFirst(event: KeyboardEvent): void {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  document.querySelector<HTMLElement>(`.${styles["row"] ?? ""} button`)?.focus();
}

function Row({ channel, isJoined, onClose }: { channel: Channel; isJoined: boolean; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const Icon = channel.delete_at > 0 ? Archive : channel.type === "P" ? Lock : Globe;
  async function open() {
    if (isJoined || channel.delete_at > 0) {
      const state = getState();
      const team = currentTeam(state);
      if (team) go(channelPath(state, team.name, channel));
      onClose();
      return;
    }
    setBusy(true);
    if (await joinChannel(channel)) onClose();
    else setBusy(false);
  }
  return (
    <div className={styles.row} role="listitem">
      <Icon size={16} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.name}>{channel.display_name}</span>
        {channel.purpose !== "" && <span className={styles.purpose}>{channel.purpose}</span>}
      </span>
      {isJoined && <span className={styles.joined}>{t("channels.joined")}</span>}
      <Button
        size="s"
        tone={isJoined || channel.delete_at > 0 ? "plain" : "primary"}
        busy={busy}
        aria-label={`${t(isJoined || channel.delete_at > 0 ? "channels.open" : "channels.join")}: ${channel.display_name}`}
        onClick={() => void open()}
      >
        {t(isJoined || channel.delete_at > 0 ? "channels.open" : "channels.join")}
      </Button>
    </div>
  );
}
