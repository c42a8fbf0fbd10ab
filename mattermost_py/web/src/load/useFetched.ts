/** Something asked of the server for what is on the screen: loading, there, or failed. */
import { useCallback, useEffect, useRef, useState } from "react";

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

export interface FetchedPages<T> extends Fetched<readonly T[]> {
  /** Brings the next page behind those that are there, unless it is under way or there was none. */
  more: () => void;
}

/** The same for a list that comes page by page; an empty page is the end of it. */
export function useFetchedPages<T>(key: string, ask: (page: number) => Promise<readonly T[]>): FetchedPages<T> {
  const first = useFetched(key, () => ask(0));
  const [rest, setRest] = useState<{ behind: readonly T[] | null; items: readonly T[]; page: number }>({ behind: null, items: [], page: 0 });
  const asked = useRef<{ behind: readonly T[]; page: number } | null>(null);
  const { value } = first;
  const known = rest.behind === value ? rest : { behind: value, items: [], page: 0 };
  const more = () => {
    const page = known.page + 1;
    if (value === null || value.length === 0 || (asked.current?.behind === value && asked.current.page === page)) return;
    asked.current = { behind: value, page };
    ask(page).then(
      // Without a next page the question stays asked, so that nobody asks it again.
      (items) => items.length > 0 && setRest({ behind: value, items: [...known.items, ...items], page }),
      () => (asked.current = null),
    );
  };
  return { ...first, value: value && [...value, ...known.items], more };
}
