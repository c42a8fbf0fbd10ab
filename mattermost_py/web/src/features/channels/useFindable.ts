/** Private channels of a team that may be found by people outside. */
import { useEffect, useState } from "react";
import { type FindableChannel, findableChannels } from "@/client/requests";
import { onLive } from "@/live/dispatch";
import { can } from "@/state/roles";
import { useApp } from "@/state/store";

const NONE: readonly FindableChannel[] = [];
const PAUSE_MS = 150;

/** What fits the term, and how to ask anew. */
export function useFindable(teamId: string, term: string, isWanted: boolean): { findable: readonly FindableChannel[]; again: () => void } {
  const [findable, setFindable] = useState(NONE);
  const [asked, setAsked] = useState(0);
  // Guests may not list channels, and need not be told so with every word they type.
  const may = useApp((state) => can(state, "list_team_channels", { teamId }));
  useEffect(() => onLive("channel_request_answered", () => setAsked((count) => count + 1)), []);
  useEffect(() => {
    if (!isWanted || !may) return;
    let alive = true;
    const look = () => void findableChannels(teamId, term.trim()).then((found) => alive && setFindable(found), () => alive && setFindable(NONE));
    const timer = setTimeout(look, term === "" ? 0 : PAUSE_MS);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [teamId, term, isWanted, may, asked]);
  return { findable: isWanted && may ? findable : NONE, again: () => setAsked((count) => count + 1) };
}
