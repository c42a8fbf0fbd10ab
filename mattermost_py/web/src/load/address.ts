/** What the address names, asked for before all else: people came to read one channel, not to see the list of all. */
import * as client from "@/client/channels";
import { basePath } from "@/client/http";
import { receiveChannels, receiveMyMembers } from "@/state/channels";
import type { Channel, ChannelMember } from "@/state/model";
import { change, getState } from "@/state/store";
import { teamByName } from "@/state/teams";
import { openTeam } from "./teams";

const ADDRESS = /^\/([^/]+)\/channels\/([^/]+)\/?$/;

/** The page's path below the one the client lives at. */
function path(): string {
  return window.location.pathname.slice(basePath.length);
}

export interface Addressed {
  channel: Channel;
  mine: readonly ChannelMember[];
}

/** The channel of the address with the own membership; null if it names none, or none that is live and one may read. */
export async function fetchAddressed(meId: string): Promise<Addressed | null> {
  const [, team, name] = ADDRESS.exec(path()) ?? [];
  if (team === undefined || name === undefined) return null;
  try {
    const channel = await client.channelByNames(team, name.toLowerCase());
    if (channel.delete_at > 0) return null;
    return { channel, mine: await client.channelMembersByIds(channel.id, [meId]) };
  } catch {
    // The place where it would be drawn asks again, and says what is wrong.
    return null;
  }
}

export function receiveAddressed(found: Addressed | null): void {
  if (found === null || found.mine.length === 0) return;
  if (found.channel.team_id in getState().channels.loadedTeams) return;
  change((state) => receiveMyMembers(receiveChannels(state, [found.channel]), found.mine));
}

/** Begins to load the team of the address while its screen is still on the way. */
export function openAddressedTeam(): void {
  const team = teamByName(getState(), path().split("/")[1] ?? "");
  // The screen waits for the same, and tells if it fails.
  if (team) void openTeam(team.id).catch(() => undefined);
}
