import { X } from "lucide-react";
import { useState } from "react";
import { inviteByEmail, inviteGuests } from "@/client/teams";
import { t } from "@/i18n/t";
import type { Channel } from "@/state/model";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { change, useApp, useAppShallow } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Radios, Select, TextArea } from "@/ui/Field";
import { useTask } from "@/ui/useTask";
import styles from "./InviteDialog.module.css";

type Kind = "member" | "guest";

/** Invites people by their addresses: as members, or as guests of some channels. */
export function InviteByMail({ teamId, onSent }: { teamId: string; onSent: () => void }) {
  const mayGuests = useApp((state) => isEnabled(state, "EnableGuestAccounts") && can(state, "invite_guest", { teamId }));
  const [kind, setKind] = useState<Kind>("member");
  const [text, setText] = useState("");
  const [channels, setChannels] = useState<readonly Channel[]>([]);
  const { busy, problem, run } = useTask();
  const emails = text.split(/[\s,;]+/).filter((word) => word.includes("@"));
  const isGuest = mayGuests && kind === "guest";
  const send = () =>
    run(async () => {
      const results = await (isGuest ? inviteGuests(teamId, emails, channels.map(({ id }) => id)) : inviteByEmail(teamId, emails));
      const failed = results.filter((result) => result.error);
      if (failed.length > 0) throw new Error(failed.map((result) => `${result.email}: ${result.error?.message ?? ""}`).join("\n"));
      setText("");
      change(showToast, t("teams.invites_sent", { count: emails.length }));
      onSent();
    });
  return (
    <section className={styles.section}>
      <h3>{t("teams.invite_email")}</h3>
      {mayGuests && (
        <Radios<Kind>
          label={t("teams.invite_as")}
          hideLabel
          value={kind}
          options={[
            { value: "member", text: t("teams.as_member") },
            { value: "guest", text: t("teams.as_guest"), hint: t("teams.as_guest_hint") },
          ]}
          onChange={setKind}
        />
      )}
      <TextArea label={t("teams.invite_email")} hideLabel rows={2} placeholder={t("teams.invite_email_hint")} value={text} problem={problem} onChange={(event) => setText(event.currentTarget.value)} />
      {isGuest && <Channels teamId={teamId} chosen={channels} onChange={setChannels} />}
      <Button busy={busy} disabled={emails.length === 0 || (isGuest && channels.length === 0)} onClick={send}>
        {t("teams.invite_send")}
      </Button>
    </section>
  );
}

function Channels({ teamId, chosen, onChange }: { teamId: string; chosen: readonly Channel[]; onChange: (chosen: readonly Channel[]) => void }) {
  const mine = useAppShallow((state) => Object.keys(state.channels.mine).flatMap((id) => state.channels.byId[id] ?? []).filter((channel) => channel.team_id === teamId && channel.delete_at === 0));
  const left = mine.filter((channel) => !chosen.includes(channel)).sort((one, other) => one.display_name.localeCompare(other.display_name));
  return (
    <>
      <Select label={t("teams.guest_channels")} value="" onChange={(event) => onChange([...chosen, ...left.filter(({ id }) => id === event.currentTarget.value)])}>
        <option value="">{t("teams.guest_channel_add")}</option>
        {left.map((channel) => (
          <option key={channel.id} value={channel.id}>
            {channel.display_name}
          </option>
        ))}
      </Select>
      <ul className={styles.chips}>
        {chosen.map((channel) => (
          <li key={channel.id}>
            <button type="button" aria-label={t("teams.guest_channel_drop", { channel: channel.display_name })} onClick={() => onChange(chosen.filter((one) => one !== channel))}>
              {channel.display_name}
              <X size={12} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
