import { useCallback, useState } from "react";

type Edit<T> = (value: T) => T;

/**
 * State that begins anew with each key, in a component that stays. What comes too late for a key changes nothing.
 */
export function useStateOf<T>(key: string, begin: () => T): [T, (edit: Edit<T>) => void] {
  const [kept, setKept] = useState(() => ({ key, value: begin() }));
  let current = kept;
  if (kept.key !== key) {
    current = { key, value: begin() };
    setKept(current);
  }
  const change = useCallback((edit: Edit<T>) => setKept((old) => (old.key === key ? { key, value: edit(old.value) } : old)), [key]);
  return [current.value, change];
}
