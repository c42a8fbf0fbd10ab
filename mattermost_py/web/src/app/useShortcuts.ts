/** Keys that work everywhere: switch, move between channels and parts of the screen, mark read, close. */
import { useEffect } from "react";
import { channelsInSight } from "@/state/categories";
import { currentChannel, teammateId, unreadOf } from "@/state/channels";
import type { Aside, State } from "@/state/model";
import { change, getState } from "@/state/store";
import { currentTeam } from "@/state/teams";
import { closeAside, openDialog, toggleAside } from "@/state/ui";
import { markRead } from "@/features/channels/actions";
import { markAllRead } from "@/features/channels/markAllRead";
import { searchFor } from "@/features/search/searchFor";
import { type Command, commandOf, pressed } from "./keys";
import { go, goToChannel } from "./paths";
import { toNextRegion } from "./regions";

export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && !event.isComposing && handle(event)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** True if the key meant something. */
function handle(event: KeyboardEvent): boolean {
  if (event.key === "Escape") return escape(event);
  const command = commandOf(getState(), pressed(event));
  if (command === undefined) return false;
  runCommand(command);
  return true;
}

/** Does what a command's keys do. */
export function runCommand(command: Command): void {
  RUN[command]();
}

const RUN: Record<Command, () => void> = {
  switch: () => openIfFree("switcher"),
  next: () => move(1, false),
  previous: () => move(-1, false),
  next_unread: () => move(1, true),
  previous_unread: () => move(-1, true),
  unreads: () => {
    const team = currentTeam(getState());
    if (team) go(`/${team.name}/unreads`);
  },
  direct: () => openIfFree("direct"),
  region: () => toNextRegion(1),
  region_back: () => toNextRegion(-1),
  write: () => document.querySelector<HTMLElement>("[data-region='aside'] [data-composer] textarea, #messages [data-composer] textarea")?.focus(),
  search: () => searchFor(inThisChannel(getState())),
  mentions: () => change(toggleAside, { kind: "mentions" }),
  info: toggleInfo,
  settings: () => openIfFree("settings"),
  shortcuts: () => openIfFree("shortcuts"),
};

function openIfFree(name: string): void {
  if (getState().ui.dialog === null) change(openDialog, name);
}

/** The beginning of a search in the channel on the screen. */
function inThisChannel(state: State): string {
  const channel = currentChannel(state);
  if (channel === undefined) return "";
  const mate = channel.type === "D" ? state.users.byId[teammateId(state, channel)] : undefined;
  return `in:${mate ? `@${mate.username}` : channel.name} `;
}

function toggleInfo(): void {
  const channelId = getState().channels.currentId;
  if (channelId !== "") change(toggleAside, { kind: "info", channelId } satisfies Aside);
}

function escape(event: KeyboardEvent): boolean {
  const state = getState();
  if (state.ui.dialog !== null) return false;
  if (event.shiftKey) {
    void markAllRead();
    return true;
  }
  const inField = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
  if (inField) return false;
  if (state.ui.aside.kind !== "closed") {
    change(closeAside);
    return true;
  }
  void markRead([state.channels.currentId].filter((id) => unreadOf(state, id).isUnread));
  return true;
}

/** To the next channel of the sidebar, or the next one with something unread. */
function move(step: 1 | -1, onlyUnread: boolean): void {
  const state = getState();
  const ids = channelsInSight(state, state.teams.currentId);
  const at = ids.indexOf(state.channels.currentId);
  for (let offset = 1; offset <= ids.length; offset += 1) {
    const id = ids[(at + step * offset + ids.length * 2) % ids.length];
    if (id === undefined || id === state.channels.currentId) continue;
    if (onlyUnread && !unreadOf(state, id).isUnread) continue;
    goToChannel(id);
    return;
  }
}
