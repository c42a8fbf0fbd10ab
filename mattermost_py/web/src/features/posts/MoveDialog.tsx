import { useState } from "react";

import type { DialogProps } from "@/app/Dialogs";
import { goToChannel } from "@/app/paths";
import { movePost } from "@/client/posts";
import { DestinationPicker } from "@/features/channels/DestinationPicker";
import type { Destination } from "@/features/switcher/places";
import { plainText } from "@/markdown/parser";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { nameOf } from "@/state/users";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";

import styles from "./ForwardDialog.module.css";

/** Moves a message with all its replies to another channel. */
export default function MoveDialog({ id, onClose }: DialogProps) {
  const post = useApp((state) => {
    const one = state.posts.byId[id];
    return state.posts.byId[one?.root_id ?? ""] ?? one;
  });
  const author = useApp((state) => nameOf(state, post?.user_id ?? ""));
  const [place, setPlace] = useState<Destination | null>(null);
  const { busy, problem, run } = useTask();
  if (post === undefined) return null;
  const replies = post.reply_count;
  const move = () =>
    run(async () => {
      if (place === null) return;
      await movePost(post.root_id || post.id, place.id);
      change(showToast, t("posts.moved", { where: place.name }), "plain", { label: t("common.show"), run: () => goToChannel(place.id) });
      onClose();
    });
  return (
    <FormDialog title={t("posts.move_title")} action={t("posts.move_do")} size="m" busy={busy} disabled={place === null || place.id === post.channel_id} onSubmit={move} onClose={onClose}>
      <DestinationPicker label={t("posts.move_to")} chosen={place} onChoose={setPlace} />
      <blockquote className={styles.quote}>
        <strong>{author}</strong>
        <span>{plainText(post.message).slice(0, 300)}</span>
      </blockquote>
      <p className={styles.note}>{t("posts.move_note", { count: replies })}</p>
      <FormProblem>{problem}</FormProblem>
    </FormDialog>
  );
}
