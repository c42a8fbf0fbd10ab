/**
 * The one store. Reducers are pure functions `(state, …facts) => state` in the other files of this folder;
 * `change(reducer, …facts)` applies one, `useApp(selector)` draws from it, `getState()` reads it once.
 */
import { useState, useSyncExternalStore } from "react";
import { createStore } from "zustand/vanilla";
import { emptyState, type State } from "./model";

export type Reducer<Facts extends unknown[]> = (state: State, ...facts: Facts) => State;

export const store = createStore<State>()(() => emptyState);

export function getState(): State {
  return store.getState();
}

/** Applies one reducer. Several in one go: `change((s) => receiveUsers(receivePosts(s, …), …))`. */
export function change<Facts extends unknown[]>(reducer: Reducer<Facts>, ...facts: Facts): void {
  store.setState((state) => reducer(state, ...facts), true);
}

/** Redraws when the selected value changes by identity; select a stored value or a memoised one. */
export function useApp<T>(selector: (state: State) => T): T {
  // The library's own hook keeps two callbacks more for every use, of which there are hundreds.
  return useSyncExternalStore(store.subscribe, () => selector(store.getState()));
}

/** Like `useApp` for selectors that build a new flat array or object: compares one level deep. */
export function useAppShallow<T>(selector: (state: State) => T): T {
  const [steady] = useState(() => steadied<T>());
  return useApp((state) => steady(selector(state)));
}

/** Gives a flat array or object that is like the last one by that. */
function steadied<T>(): (next: T) => T {
  let last: T | undefined;
  return (next) => (last = last !== undefined && areAlike(last, next) ? last : next);
}

function areAlike<T>(one: T, other: T): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return Object.is(one, other);
  const names = Object.keys(one) as (keyof T)[];
  return names.length === Object.keys(other).length && names.every((name) => name in other && Object.is(one[name], other[name]));
}

/** Forgets everything, for logout and tests. */
export function resetStore(): void {
  store.setState(emptyState, true);
}

/** Remembers the last result while its inputs stay identical; for selectors that compute lists. */
export function memo<Inputs extends readonly unknown[], Result>(
  compute: (...inputs: Inputs) => Result,
): (...inputs: Inputs) => Result {
  let last: { inputs: Inputs; result: Result } | null = null;
  return (...inputs) => {
    if (last?.inputs.every((input, index) => Object.is(input, inputs[index]))) return last.result;
    last = { inputs, result: compute(...inputs) };
    return last.result;
  };
}
