import { useState } from "react";
import { inviteByEmail, inviteGuests } from "@/client/teams";
import { t } from "@/i18n/t";
import type { Channel } from "@/state/model";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Checkbox, Radios, TextArea, TextField } from "@/ui/Field";
import { useTask } from "@/ui/useTask";
import { InviteChannels } from "./InviteChannels";
import styles from "./InviteDialog.module.css";
import { dayOf, endOf } from "./lastDay";

type Kind = "member" | "guest";

/** Invites people by their addresses: as members, or as guests of some channels. */
export function InviteByMail({ teamId, onSent }: { teamId: string; onSent: () => void }) {
  const mayGuests = useApp((state) => isEnabled(state, "EnableGuestAccounts") && can(state, "invite_guest", { teamId }));
  const mayLinks = useApp((state) => isEnabled(state, "EnableGuestMagicLink"));
  const [kind, setKind] = useState<Kind>("member");
  const [text, setText] = useState("");
  const [channels, setChannels] = useState<readonly Channel[]>([]);
  const [message, setMessage] = useState("");
  const [lastDay, setLastDay] = useState("");
  const [byLink, setByLink] = useState(false);
  const { busy, problem, run } = useTask();
  const emails = text.split(/[\s,;]+/).filter((word) => word.includes("@"));
  const isGuest = mayGuests && kind === "guest";
  const send = () =>
    run(async () => {
      const wanted = { emails, channelIds: channels.map(({ id }) => id), message: message.trim() };
      const results = await (isGuest ? inviteGuests(teamId, { ...wanted, endsAt: endOf(lastDay), byLink: mayLinks && byLink }) : inviteByEmail(teamId, wanted));
      const failed = results.filter((result) => result.error);
      const count = results.length - failed.length;
      // Who could be invited is not invited again with the corrected rest.
      setText(failed.map((result) => result.email).join("\n"));
      if (count > 0) {
        change(showToast, t("teams.invites_sent", { count }));
        onSent();
      }
      if (failed.length > 0) throw new Error(failed.map((result) => `${result.email}: ${result.error?.message ?? ""}`).join("\n"));
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
      <InviteChannels teamId={teamId} label={t(isGuest ? "teams.guest_channels" : "teams.member_channels")} chosen={channels} onChange={setChannels} />
      {isGuest && (
        <>
          <TextField type="date" label={t("teams.guest_last_day")} hint={t("teams.guest_last_day_hint")} min={dayOf(Date.now())} value={lastDay} onChange={(event) => setLastDay(event.currentTarget.value)} />
          {mayLinks && <Checkbox label={t("teams.guest_by_link")} hint={t("teams.guest_by_link_hint")} checked={byLink} onChange={setByLink} />}
        </>
      )}
      <TextArea label={t("teams.invite_message")} rows={2} maxLength={500} value={message} onChange={(event) => setMessage(event.currentTarget.value)} />
      <Button busy={busy} disabled={emails.length === 0 || (isGuest && channels.length === 0)} onClick={send}>
        {t("teams.invite_send")}
      </Button>
    </section>
  );
}
