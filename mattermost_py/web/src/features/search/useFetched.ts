/** Something asked of the server for a pane: loading, there, or failed. */
import { useCallback, useEffect, useState } from "react";

import { messageOf } from "@/client/http";

export interface Fetched<T> {
  value: T | null;
  problem: string;
  retry: () => void;
}

/** Asks again whenever the key changes; an answer to an older key is dropped. */
export function useFetched<T>(key: string, ask: () => Promise<T>): Fetched<T> {
  const [state, setState] = useState<{ key: string; value: T | null; problem: string }>({ key: "", value: null, problem: "" });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (key === "") return;
    let isCurrent = true;
    ask().then(
      (value) => isCurrent && setState({ key, value, problem: "" }),
      (error: unknown) => isCurrent && setState({ key, value: null, problem: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the question
  }, [key, attempt]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const isKnown = state.key === key;
  return { value: isKnown ? state.value : null, problem: isKnown ? state.problem : "", retry };
}
