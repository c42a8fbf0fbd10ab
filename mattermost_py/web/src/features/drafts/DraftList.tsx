import { FilePen, Pencil, SendHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";

import { goToChannel } from "@/app/paths";
import { sendMessage } from "@/features/posts/outbox";
import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { agoText, clockOf } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { channelName } from "@/state/channels";
import type { FileInfo } from "@mattermost/types/files";
import type { Draft } from "@mattermost/types/drafts";
import { change, useApp } from "@/state/store";
import { openThread } from "@/state/ui";
import { Card, CardTime } from "@/ui/Card";
import { Confirm } from "@/ui/Confirm";
import { Empty } from "@/ui/Empty";
import { IconButton } from "@/ui/IconButton";
import { LongList } from "@/ui/rows/LongList";

import styles from "./DraftsView.module.css";
import { dropDraft, extrasOf } from "./draftSync";

/** Unsent messages of the team and of direct channels, the last touched first. */
export function DraftList({ drafts }: { drafts: readonly Draft[] }) {
  if (drafts.length === 0) {
    return (
      <Empty icon={<FilePen size={26} />} title={t("drafts.none")}>
        {t("drafts.none_text")}
      </Empty>
    );
  }
  return (
    <LongList className={styles.list} rows={drafts.map((draft) => ({ key: `${draft.channel_id}:${draft.root_id}`, draft }))} role="list" aria-label={t("drafts.drafts")}>
      {({ draft }) => <OneDraft draft={draft} />}
    </LongList>
  );
}

function OneDraft({ draft }: { draft: Draft }) {
  const [isDeleting, setDeleting] = useState(false);
  const where = useApp((state) => {
    const channel = state.channels.byId[draft.channel_id];
    return channel ? channelName(state, channel) : "";
  });
  const clock = useApp(clockOf);
  const files = (draft.metadata as { files?: FileInfo[] } | undefined)?.files ?? [];

  function open() {
    goToChannel(draft.channel_id);
    if (draft.root_id !== "") change(openThread, draft.root_id);
  }

  function send() {
    dropDraft(draft.channel_id, draft.root_id);
    sendMessage({ channelId: draft.channel_id, rootId: draft.root_id, text: draft.message, files, ...extrasOf(draft) });
  }

  return (
    <Card label={t("drafts.open", { channel: where })} onOpen={open}>
      <div className={styles.top}>
        <span className={styles.where}>{t(draft.root_id === "" ? "drafts.in_channel" : "drafts.in_thread", { channel: where })}</span>
        <CardTime>{agoText(draft.update_at, Date.now(), clock)}</CardTime>
        <div className={styles.actions}>
          <IconButton size="s" label={t("drafts.delete")} icon={<Trash2 size={16} />} onClick={() => setDeleting(true)} />
          <IconButton size="s" label={t("common.edit")} icon={<Pencil size={16} />} onClick={open} />
          <IconButton size="s" label={t("composer.send")} icon={<SendHorizontal size={16} />} onClick={send} />
        </div>
      </div>
      <div className={styles.text}>
        {draft.message === "" ? null : <PostMarkdown text={draft.message.slice(0, 500)} />}
        {files.length > 0 ? <p className={styles.files}>{t("drafts.files", { count: files.length })}</p> : null}
      </div>
      {isDeleting ? (
        <Confirm title={t("drafts.delete")} action={t("common.delete")} danger onConfirm={() => dropDraft(draft.channel_id, draft.root_id)} onClose={() => setDeleting(false)}>
          {t("drafts.delete_text", { channel: where })}
        </Confirm>
      ) : null}
    </Card>
  );
}
