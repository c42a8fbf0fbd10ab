import { useState } from "react";

import { clockOf } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { useTask } from "@/ui/useTask";

import { fromWall, morning, toWall } from "./wallClock";

export interface PickTimeProps {
  title: string;
  action: string;
  /** The moment to begin with (ms); without it tomorrow morning. */
  start?: number;
  onPick: (at: number) => Promise<void>;
  onClose: () => void;
}

/** Asks for a moment in the future. */
export default function PickTimeDialog({ title, action, start, onPick, onClose }: PickTimeProps) {
  const clock = useApp(clockOf);
  const [value, setValue] = useState(() => toWall(start ?? morning(Date.now(), 1, clock), clock));
  const { busy, problem, run, setProblem } = useTask();

  function submit() {
    const at = fromWall(value, clock);
    if (Number.isNaN(at)) setProblem(t("drafts.time_missing"));
    else if (at <= Date.now()) setProblem(t("drafts.time_past"));
    else {
      run(async () => {
        await onPick(at);
        onClose();
      });
    }
  }
  return (
    <FormDialog title={title} action={action} busy={busy} onSubmit={submit} onClose={onClose}>
      <TextField
        label={t("drafts.time")}
        type="datetime-local"
        autoFocus
        required
        value={value}
        min={toWall(Date.now(), clock)}
        hint={clock.timeZone === undefined ? undefined : t("drafts.time_zone", { zone: clock.timeZone })}
        problem={problem}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          setProblem("");
        }}
      />
    </FormDialog>
  );
}
