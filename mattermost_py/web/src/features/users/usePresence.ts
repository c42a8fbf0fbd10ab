/** Presence: asks for the people in sight every minute, and tells whether oneself is at the keyboard. */
import { useEffect } from "react";
import { loadPresences } from "@/load/users";
import { sendActive } from "@/live/live";
import { channelsInSight } from "@/state/categories";
import { otherOf } from "@/state/channels";
import { getState, useApp } from "@/state/store";
import { afterPaint } from "@/ui/afterPaint";

const POLL_MS = 60_000;
const IDLE_AFTER_MS = 5 * 60_000;
const REPORT_EVERY_MS = 60_000;

export function usePresence(): void {
  const online = useApp((state) => state.connection.link === "online");
  const teamId = useApp((state) => (state.teams.currentId in state.channels.loadedTeams ? state.teams.currentId : ""));
  useEffect(() => {
    if (!online || teamId === "") return;
    const ask = () => {
      if (document.visibilityState === "visible") void loadPresences(peopleInSight(teamId)).catch(() => undefined);
    };
    ask();
    const timer = setInterval(ask, POLL_MS);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [online, teamId]);
  useNewFaces(online, teamId);
  useActivity(online);
}

/** Who comes into sight is asked about at once; the one to talk to even if known. */
function useNewFaces(online: boolean, teamId: string): void {
  const channelId = useApp((state) => state.channels.currentId);
  const author = useApp((state) => {
    const [last = ""] = state.posts.blocks[channelId]?.[0]?.ids ?? [];
    return state.posts.byId[last]?.user_id ?? "";
  });
  useEffect(() => {
    if (!online || teamId === "") return;
    return afterPaint(() => {
      const { users, channels } = getState();
      const channel = channels.byId[channelId];
      const partner = channel?.type === "D" ? otherOf(channel, users.meId) : "";
      const wanted = peopleInSight(teamId).filter((id) => id === partner || !(id in users.presence));
      if (wanted.length > 0) void loadPresences(wanted).catch(() => undefined);
    });
  }, [online, teamId, channelId, author]);
}

/** Oneself, those one talks to, and the authors on the screen. */
function peopleInSight(teamId: string): string[] {
  const state = getState();
  const ids = new Set([state.users.meId]);
  for (const id of channelsInSight(state, teamId)) {
    const channel = state.channels.byId[id];
    if (channel?.type === "D") ids.add(otherOf(channel, state.users.meId));
  }
  const [newest] = state.posts.blocks[state.channels.currentId] ?? [];
  for (const id of (newest?.ids ?? []).slice(0, 100)) ids.add(state.posts.byId[id]?.user_id ?? "");
  ids.delete("");
  return [...ids].slice(0, 400);
}

/** Away after five minutes without a touch, back with the first one. */
function useActivity(online: boolean): void {
  useEffect(() => {
    if (!online) return;
    let active = true;
    let reported = 0;
    let idle = 0;
    const rest = () => {
      active = false;
      sendActive(false);
    };
    const touch = () => {
      clearTimeout(idle);
      idle = window.setTimeout(rest, IDLE_AFTER_MS);
      const now = Date.now();
      if (active && now - reported < REPORT_EVERY_MS) return;
      active = true;
      reported = now;
      sendActive(true);
    };
    const events = ["pointerdown", "pointermove", "keydown", "wheel", "focus"] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true });
    touch();
    return () => {
      clearTimeout(idle);
      for (const name of events) window.removeEventListener(name, touch);
    };
  }, [online]);
}
