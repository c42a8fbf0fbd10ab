/** From event to reducer: finds the handler of an event, and lets others listen after it. */
import { type EventName, type LiveEvents, unpack } from "./events";
import { channelHandlers } from "./handlers/channels";
import { postHandlers } from "./handlers/posts";
import { sidebarHandlers } from "./handlers/sidebar";
import { teamHandlers } from "./handlers/teams";
import { groupHandlers } from "./handlers/groups";
import { threadHandlers } from "./handlers/threads";
import { userHandlers } from "./handlers/users";
import type { Broadcast, Frame } from "./socket";

export type Handlers = { [Name in EventName]?: (data: LiveEvents[Name], broadcast: Broadcast) => void };

const handlers: Handlers = {
  ...postHandlers,
  ...threadHandlers,
  ...channelHandlers,
  ...sidebarHandlers,
  ...teamHandlers,
  ...userHandlers,
  ...groupHandlers,
};

type Listener = (data: never, broadcast: Broadcast) => void;
const listeners = new Map<string, Set<Listener>>();

/** Calls back after the store has taken in an event of this name; returns the way to stop. */
export function onLive<Name extends EventName>(
  name: Name,
  listener: (data: LiveEvents[Name], broadcast: Broadcast) => void,
): () => void {
  const there = listeners.get(name) ?? new Set();
  listeners.set(name, there.add(listener));
  return () => there.delete(listener);
}

/** Takes in one event; names this client does not know are left alone. */
export function dispatch(frame: Frame): void {
  const name = frame.event as EventName;
  const handle = handlers[name] as ((data: unknown, broadcast: Broadcast) => void) | undefined;
  const heard = listeners.get(name);
  if (handle === undefined && heard === undefined) return;
  const data = unpack(frame);
  handle?.(data, frame.broadcast);
  for (const listener of heard ?? []) listener(data as never, frame.broadcast);
}
