import { lazy, type ReactNode, Suspense, useState, useSyncExternalStore } from "react";

type View<P> = (props: P) => ReactNode;

/** What brings a view. */
export type Load<P> = () => Promise<{ default: View<P> }>;

/** A view whose code comes when it is first drawn, or `ahead` of that; `then` is done once it is there. */
export type LateView<P> = View<P> & { ahead: (then?: () => void) => void };

const waiting = new Set<() => void>();
let arrivals = 0;

/** A view that is loaded later; once its code is there it is drawn at once, with no fallback before it. */
export function late<P extends object>(load: Load<P>): LateView<P>;
/** The same for one of several views that come together. */
export function late<P extends object, M>(load: () => Promise<M>, pick: (module: M) => View<P>): LateView<P>;
export function late<P extends object, M extends { default: View<P> }>(load: () => Promise<M>, pick: (module: M) => View<P> = (module) => module.default): LateView<P> {
  let there: View<P> | null = null;
  let underWay: Promise<View<P>> | null = null;
  const begin = () =>
    (underWay ??= load().then((module) => {
      const view = (there = pick(module));
      arrivals += 1;
      waiting.forEach((arrived) => arrived());
      return view;
    }));
  const Awaited = lazy(() => begin().then((view) => ({ default: view })));
  function Late(props: P) {
    const [Chosen] = useState(() => there ?? Awaited);
    return <Chosen {...props} />;
  }
  // What failed ahead of its time is asked for again when it is drawn.
  const ahead = (then: () => void = () => undefined) => void begin().then(then, () => (underWay = null));
  return Object.assign(Late, { ahead });
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
