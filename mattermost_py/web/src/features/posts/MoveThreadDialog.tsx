import { useState } from "react";

import type { DialogProps } from "@/app/Dialogs";
import { goToChannel } from "@/app/paths";
import { movePost } from "@/client/posts";
import { DestinationPicker } from "@/features/channels/DestinationPicker";
import type { Destination } from "@/features/switcher/places";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Stack } from "@/ui/Stack";
import { useTask } from "@/ui/useTask";

const POST_ID = /(?:^|\/)([a-z0-9]{26})\/?$/;

/** Takes a thread to another channel, or one reply out of its thread; with a link also into another thread. */
export default function MoveThreadDialog({ id, onClose }: DialogProps) {
  const post = useApp((state) => state.posts.byId[id]);
  const [place, setPlace] = useState<Destination | null>(null);
  const [link, setLink] = useState("");
  const { busy, problem, run, setProblem } = useTask();
  if (post === undefined) return null;
  const isReply = post.root_id !== "";

  function move() {
    const rootId = link.trim() === "" ? "" : POST_ID.exec(link.trim())?.[1];
    if (rootId === undefined) {
      setProblem(t("posts.move_bad_link"));
      return;
    }
    run(async () => {
      if (place === null) return;
      await movePost(id, { channel_id: place.id, ...(rootId === "" ? {} : { root_id: rootId }), ...(isReply ? { only_itself: true } : {}) });
      change(showToast, t("posts.moved", { where: place.name }), "plain", { label: t("common.show"), run: () => goToChannel(place.id) });
      onClose();
    });
  }
  return (
    <Dialog
      title={t(isReply ? "posts.move_out" : "posts.move")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button tone="primary" busy={busy} disabled={place === null} onClick={move}>
            {t("posts.move_submit")}
          </Button>
        </>
      }
    >
      <Stack>
        <p>{t(isReply ? "posts.move_out_text" : "posts.move_text")}</p>
        <FormProblem>{problem}</FormProblem>
        <DestinationPicker label={t("posts.move_to")} chosen={place} onChoose={setPlace} />
        {place && <TextField label={t("posts.move_thread")} hint={t("posts.move_thread_hint")} value={link} onChange={(event) => setLink(event.currentTarget.value)} />}
      </Stack>
    </Dialog>
  );
}
