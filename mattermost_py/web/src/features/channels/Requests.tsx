import { useEffect, useState } from "react";
import { approveRequest, type ChannelRequest, channelRequests, declineRequest } from "@/client/requests";
import { PersonRow } from "@/features/users";
import { t } from "@/i18n/t";
import { onLive } from "@/live/dispatch";
import { needUsers } from "@/load/users";
import { useApp } from "@/state/store";
import { Button } from "@/ui/Button";
import { TextArea } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { Stack } from "@/ui/Stack";
import { useTask } from "@/ui/useTask";
import { tried } from "./actions";
import styles from "./Requests.module.css";

/** Who asks to be let into a private channel, for those who run it. */
export default function Requests({ channelId }: { channelId: string }) {
  const [requests, setRequests] = useState<readonly ChannelRequest[]>([]);
  const [heard, setHeard] = useState(0);
  useEffect(() => onLive("channel_requests_changed", ({ channel_id }) => channel_id === channelId && setHeard((count) => count + 1)), [channelId]);
  useEffect(() => {
    let alive = true;
    const show = (found: readonly ChannelRequest[]) => {
      if (!alive) return;
      needUsers(found.map((one) => one.user_id));
      setRequests(found);
    };
    void channelRequests(channelId).then(show, () => show([]));
    return () => {
      alive = false;
    };
  }, [channelId, heard]);
  if (requests.length === 0) return null;
  return (
    <section className={styles.requests} aria-label={t("channels.requests")}>
      <h3 className={styles.title}>{t("channels.requests")}</h3>
      {requests.map((request) => (
        <Request key={request.user_id} request={request} onAnswered={() => setHeard((count) => count + 1)} />
      ))}
    </section>
  );
}

function Request({ request, onAnswered }: { request: ChannelRequest; onAnswered: () => void }) {
  const user = useApp((state) => state.users.byId[request.user_id]);
  const [isDeclining, setDeclining] = useState(false);
  if (user === undefined) return null;
  const approve = async () => {
    await tried(() => approveRequest(request.channel_id, user.id));
    onAnswered();
  };
  return (
    <div className={styles.request}>
      <PersonRow user={user} />
      {request.message !== "" && <p className={styles.message}>{request.message}</p>}
      <div className={styles.answers}>
        <Button size="s" tone="primary" aria-label={t("channels.approve_who", { name: user.username })} onClick={() => void approve()}>
          {t("channels.approve")}
        </Button>
        <Button size="s" aria-label={t("channels.decline_who", { name: user.username })} onClick={() => setDeclining(true)}>
          {t("channels.decline")}
        </Button>
      </div>
      {isDeclining && <DeclineDialog request={request} name={user.username} onClose={() => setDeclining(false)} onAnswered={onAnswered} />}
    </div>
  );
}

interface DeclineProps {
  request: ChannelRequest;
  name: string;
  onClose: () => void;
  onAnswered: () => void;
}

function DeclineDialog({ request, name, onClose, onAnswered }: DeclineProps) {
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useTask();
  const decline = () =>
    run(async () => {
      await declineRequest(request.channel_id, request.user_id, reason.trim());
      onClose();
      onAnswered();
    });
  return (
    <FormDialog title={t("channels.decline_who", { name })} action={t("channels.decline")} busy={busy} onSubmit={decline} onClose={onClose}>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <TextArea label={`${t("channels.decline_reason")} (${t("common.optional")})`} hint={t("channels.decline_hint")} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
