import { lazy, type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from "react";

type View<P> = (props: P) => ReactNode;

/** What brings a view. */
export type Load<P> = () => Promise<{ default: View<P> }>;

/** A view whose code comes when it is first drawn, or `ahead` of that; `then` is done once it is there. */
export type LateView<P> = View<P> & { ahead: Ahead };

/** Loads something before it is needed; told when it is there, or that it cannot be had. */
export type Ahead = (then?: () => void, otherwise?: () => void) => void;

const waiting = new Set<() => void>();
const failures = new Set<() => void>();
let arrivals = 0;

/** A view that is loaded later; once its code is there it is drawn at once, with no fallback before it. */
export function late<P extends object>(load: Load<P>): LateView<P>;
/** The same for one of several views that come together. */
export function late<P extends object, M>(load: () => Promise<M>, pick: (module: M) => View<P>): LateView<P>;
export function late<P extends object, M extends { default: View<P> }>(load: () => Promise<M>, pick: (module: M) => View<P> = (module) => module.default): LateView<P> {
  let there: View<P> | null = null;
  let underWay: Promise<View<P>> | null = null;
  const awaited = () => lazy(() => begin().then((view) => ({ default: view })));
  let Awaited = awaited();
  const begin = () =>
    (underWay ??= load().then(
      (module) => {
        const view = (there = pick(module));
        arrivals += 1;
        waiting.forEach((arrived) => arrived());
        return view;
      },
      (error: unknown) => {
        underWay = null;
        failures.add(() => (Awaited = awaited()));
        throw error;
      },
    ));
  function Late(props: P) {
    const [Chosen] = useState(() => there ?? Awaited);
    return <Chosen {...props} />;
  }
  const ahead: Ahead = (then = nothing, otherwise = nothing) => void begin().then(then, otherwise);
  return Object.assign(Late, { ahead });
}

const nothing = () => undefined;

/** Loads one after the other, so that on a slow line whatever is wanted meanwhile waits for one of them at most. */
export function inTurn([first, ...rest]: readonly Ahead[]): void {
  const next = () => inTurn(rest);
  first?.(next, next);
}

/** Lets views whose code could not be had be asked for again: until then they go on failing, as React draws them twice. */
export function forgetFailures(): void {
  failures.forEach((forget) => forget());
  failures.clear();
}

/**
 * Whether a view is wanted and its code is there: for what nobody asked for. Where its code cannot be had, as without a
 * server, the page goes on without it; with the next line it is asked for again.
 */
export function useArrival(view: Pick<LateView<never>, "ahead">, isWanted: boolean): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    let alive = true;
    const ask = () => view.ahead(() => alive && setThere(true));
    ask();
    window.addEventListener("online", ask);
    return () => {
      alive = false;
      window.removeEventListener("online", ask);
    };
  }, [view, isWanted]);
  return isWanted && isThere;
}

interface Props {
  fallback?: ReactNode;
  children: ReactNode;
}

/**
 * Where late views are drawn. React by itself shows a fallback for 300 ms or more, even if the code came after three:
 * here its arrival draws everything anew.
 */
export function Later({ fallback = null, children }: Props) {
  useSyncExternalStore(hear, countArrivals);
  return <Suspense fallback={fallback}>{children}</Suspense>;
}

function hear(arrived: () => void): () => void {
  waiting.add(arrived);
  return () => waiting.delete(arrived);
}

function countArrivals(): number {
  return arrivals;
}
