/** Keys that work everywhere: switch, move between channels, mark read, close. */
import { useEffect } from "react";
import { channelsInSight } from "@/state/categories";
import { unreadOf } from "@/state/channels";
import { myTeams } from "@/state/teams";
import { change, getState } from "@/state/store";
import { closeAside, openDialog, toggleAside } from "@/state/ui";
import { markRead } from "@/features/channels/actions";
import { markAllRead } from "@/features/channels/markAllRead";
import { go, goToChannel, rememberedPath } from "./paths";

export const isMac = navigator.userAgent.includes("Mac");

/** How a key combination is written on this machine: `Mod+K` → `⌘K` or `Ctrl+K`. */
export function keyName(combination: string): string {
  if (!isMac) return combination.replace("Mod", "Ctrl");
  return combination.replace("Mod+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧");
}

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
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (event.key === "Escape") return escape(event);
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    move(event.key === "ArrowDown" ? 1 : -1, event.shiftKey);
    return true;
  }
  if (!mod || event.altKey) return false;
  if (event.shiftKey) return withShift(event);
  if (event.key.toLowerCase() === "k") return openIfFree("switcher");
  if (event.key === "/") return openIfFree("shortcuts");
  if (event.key === ".") return toggleInfo();
  return false;
}

function withShift(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (key === "a") return openIfFree("settings");
  if (key === "k") return openIfFree("direct");
  if (key === "m") {
    change(toggleAside, { kind: "mentions" });
    return true;
  }
  return false;
}

/** Formatting fields use some of these keys themselves; they handle them first. */
function openIfFree(name: string): boolean {
  if (getState().ui.dialog === null) change(openDialog, name);
  return true;
}

function toggleInfo(): boolean {
  const channelId = getState().channels.currentId;
  if (channelId !== "") change(toggleAside, { kind: "info", channelId });
  return true;
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
export function move(step: 1 | -1, onlyUnread: boolean): void {
  const state = getState();
  const teamId = state.teams.currentId;
  const ids = channelsInSight(state, teamId);
  const at = ids.indexOf(state.channels.currentId);
  for (let offset = 1; offset <= ids.length; offset += 1) {
    const id = ids[(at + step * offset + ids.length * 2) % ids.length];
    if (id === undefined || id === state.channels.currentId) continue;
    if (onlyUnread && !unreadOf(state, id).isUnread) continue;
    goToChannel(id);
    return;
  }
}

/** To the team at a place of the rail. */
export function goToTeam(place: number): void {
  const team = myTeams(getState())[place];
  if (team) go(rememberedPath(team.id) ?? `/${team.name}`);
}
