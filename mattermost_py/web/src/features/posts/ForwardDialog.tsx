import { useState } from "react";

import type { DialogProps } from "@/app/Dialogs";
import { goToChannel } from "@/app/paths";
import { DestinationPicker } from "@/features/channels/DestinationPicker";
import type { Destination } from "@/features/switcher/places";
import { plainText } from "@/markdown/parser";
import { t } from "@/i18n/t";
import { channelName } from "@/state/channels";
import { change, getState, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { nameOf } from "@/state/users";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextArea } from "@/ui/Field";

import styles from "./ForwardDialog.module.css";
import { permalink } from "./links";
import { sendMessage } from "./outbox";

/** Sends a link to a message, which shows it, to another place. */
export default function ForwardDialog({ id, onClose }: DialogProps) {
  const post = useApp((state) => state.posts.byId[id]);
  const author = useApp((state) => nameOf(state, post?.user_id ?? ""));
  // Others see the quoted message only where they may read it.
  const hiddenIn = useApp((state) => {
    const source = state.channels.byId[post?.channel_id ?? ""];
    return source && source.type !== "O" ? channelName(state, source) : "";
  });
  const [place, setPlace] = useState<Destination | null>(null);
  const [comment, setComment] = useState("");
  if (post === undefined) return null;

  function send() {
    if (place === null || post === undefined) return;
    const link = permalink(getState(), post);
    const text = comment.trim() === "" ? link : `${comment.trim()}\n\n${link}`;
    sendMessage({ channelId: place.id, rootId: "", text, files: [] });
    change(showToast, t("posts.forwarded", { where: place.name }), "plain", { label: t("common.show"), run: () => goToChannel(place.id) });
    onClose();
  }
  return (
    <Dialog
      title={t("posts.forward_title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" disabled={place === null} onClick={send}>
            {t("posts.forward_send")}
          </Button>
        </>
      }
    >
      <DestinationPicker label={t("posts.forward_to")} chosen={place} onChoose={setPlace} />
      {place ? <TextArea label={t("posts.forward_comment")} autoFocus rows={2} value={comment} onChange={(event) => setComment(event.currentTarget.value)} /> : null}
      <blockquote className={styles.quote}>
        <strong>{author}</strong>
        <span>{plainText(post.message).slice(0, 300)}</span>
      </blockquote>
      {hiddenIn === "" ? null : <p className={styles.note}>{t("posts.forward_hidden", { channel: hiddenIn })}</p>}
    </Dialog>
  );
}
