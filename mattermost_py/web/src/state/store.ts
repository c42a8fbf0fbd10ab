/**
 * The one store. Reducers are pure functions `(state, …facts) => state` in the other files of this folder;
 * `change(reducer, …facts)` applies one, `useApp(selector)` draws from it, `getState()` reads it once.
 */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { useShallow } from "zustand/shallow";
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
  return useStore(store, selector);
}

/** Like `useApp` for selectors that build a new flat array or object: compares one level deep. */
export function useAppShallow<T>(selector: (state: State) => T): T {
  return useStore(store, useShallow(selector));
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
