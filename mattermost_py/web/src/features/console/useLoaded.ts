/** Something a page shows, fetched when the page opens and again on demand. */
import { useCallback, useEffect, useRef, useState } from "react";
import { messageOf } from "@/client/http";

export interface Loaded<T> {
  /** `null` until it is there; stays while it is fetched again. */
  value: T | null;
  problem: string;
  reload: () => void;
  /** Puts in place what the page itself has changed. */
  set: (value: T) => void;
}

/** `key` names what is fetched: another key fetches again, and late answers to an old one are dropped. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [held, setHeld] = useState<{ key: string; value: T } | null>(null);
  const [problem, setProblem] = useState("");
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  useEffect(() => {
    let alive = true;
    latest.current().then(
      (value) => {
        if (!alive) return;
        setHeld({ key, value });
        setProblem("");
      },
      (error: unknown) => alive && setProblem(messageOf(error)),
    );
    return () => {
      alive = false;
    };
  }, [key, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const set = useCallback((value: T) => setHeld({ key, value }), [key]);
  return { value: held?.value ?? null, problem, reload, set };
}

const PAUSE_MS = 200;

/** A text a moment after its last change, for searches while typing. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled.trim();
}
