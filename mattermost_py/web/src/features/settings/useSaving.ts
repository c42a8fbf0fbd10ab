/** A section's saving: busy, failed, or just saved. */
import { useState } from "react";
import { useTask } from "@/ui/useTask";

export function useSaving() {
  const task = useTask();
  const [saved, setSaved] = useState(false);
  const save = (action: () => Promise<void>) => {
    setSaved(false);
    task.run(async () => {
      await action();
      setSaved(true);
    });
  };
  return { busy: task.busy, problem: task.problem, setProblem: task.setProblem, saved, save };
}
