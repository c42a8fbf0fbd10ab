/** A form's submit: busy while it runs, its failure as words. */
import { useState } from "react";

export interface Task {
  busy: boolean;
  problem: string;
  run: (action: () => Promise<void>) => void;
  setProblem: (problem: string) => void;
}

export function useTask(): Task {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  function run(action: () => Promise<void>) {
    if (busy) return;
    setBusy(true);
    setProblem("");
    action()
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  }
  return { busy, problem, run, setProblem };
}
