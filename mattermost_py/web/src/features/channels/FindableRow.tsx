import { Lock } from "lucide-react";
import { useState } from "react";
import { askToJoin, type FindableChannel, withdrawRequest } from "@/client/requests";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { TextArea } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { Stack } from "@/ui/Stack";
import { useTask } from "@/ui/useTask";
import { tried } from "./actions";
import styles from "./BrowseChannelsDialog.module.css";

interface Props {
  channel: FindableChannel;
  onChanged: () => void;
}

/** A private channel one is not in: its name, what it is for, and the way to ask to be let in. */
export function FindableRow({ channel, onChanged }: Props) {
  const [isAsking, setAsking] = useState(false);
  const hasAsked = channel.asked_at > 0;
  const text = t(hasAsked ? "channels.withdraw" : "channels.ask");
  async function act() {
    if (!hasAsked) setAsking(true);
    else if (await tried(() => withdrawRequest(channel.id))) onChanged();
  }
  return (
    <div className={styles.row} role="listitem">
      <Lock size={16} aria-label={t("channels.private")} />
      <span className={styles.words}>
        <span className={styles.name}>{channel.display_name}</span>
        {channel.purpose !== "" && <span className={styles.purpose}>{channel.purpose}</span>}
      </span>
      {hasAsked && <span className={styles.joined}>{t("channels.asked")}</span>}
      <Button size="s" tone={hasAsked ? "plain" : "primary"} aria-label={`${text}: ${channel.display_name}`} onClick={() => void act()}>
        {text}
      </Button>
      {isAsking && <AskDialog channel={channel} onClose={() => setAsking(false)} onAsked={onChanged} />}
    </div>
  );
}

function AskDialog({ channel, onClose, onAsked }: { channel: FindableChannel; onClose: () => void; onAsked: () => void }) {
  const [message, setMessage] = useState("");
  const { busy, problem, run } = useTask();
  const ask = () =>
    run(async () => {
      await askToJoin(channel.id, message.trim());
      onClose();
      onAsked();
    });
  return (
    <FormDialog title={t("channels.ask_title", { name: channel.display_name })} action={t("channels.ask")} busy={busy} onSubmit={ask} onClose={onClose}>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextArea label={`${t("channels.ask_message")} (${t("common.optional")})`} hint={t("channels.ask_hint")} maxLength={500} value={message} onChange={(event) => setMessage(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
