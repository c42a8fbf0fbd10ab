import { useState } from "react";

import { MessageField } from "@/features/composer/MessageField";
import { t } from "@/i18n/t";
import type { Schedule } from "@/state/model";
import { Button } from "@/ui/Button";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";

import styles from "./DraftsView.module.css";
import { reschedule } from "./scheduling";

/** Changes the text of a scheduled message where it stands. */
export function ScheduleEditor({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const [text, setText] = useState(schedule.message);
  const { busy, problem, run } = useTask();
  const isEmpty = text.trim() === "" && (schedule.file_ids?.length ?? 0) === 0;
  const save = () => {
    if (isEmpty) return;
    run(async () => {
      await reschedule(schedule, { message: text });
      onClose();
    });
  };
  return (
    <div className={styles.editor}>
      <div className={styles.field}>
        <MessageField
          value={text}
          onChange={setText}
          onSubmit={save}
          onOtherKey={(event) => {
            if (event.key !== "Escape") return false;
            onClose();
            return true;
          }}
          label={t("drafts.edit_scheduled")}
          placeholder=""
          channelId={schedule.channel_id}
          rootId={schedule.root_id}
          allowsCommands={false}
          autoFocus
        />
      </div>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.buttons}>
        <Button size="s" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button size="s" tone="primary" busy={busy} disabled={isEmpty} onClick={save}>
          {t("common.save")}
        </Button>
      </div>
    </div>
  );
}
