/** What the address names, asked for before all else: people came to read one channel, not to see the list of all. */
import * as client from "@/client/channels";
import { basePath } from "@/client/http";
import { receiveChannels, receiveMyMembers } from "@/state/channels";
import type { Channel, ChannelMember } from "@/state/model";
import { change, getState } from "@/state/store";
import { teamByName } from "@/state/teams";
import { needPeopleOf } from "./channels";
import { expectPosts, postsAreHere } from "./first";
import { openChannel } from "./posts";
import { rememberedChannel, rememberedPath, rememberedTeam } from "./remembered";
import { openTeam } from "./teams";

const ADDRESS = /^\/([^/]+)\/(channels|messages)\/([^/]+)\/?$/;

/** The path's part below the one the client lives at. */
function path(): string {
  return window.location.pathname.slice(basePath.length);
}

/** Where the page is going to be: an address that names no more than a team leads to where the user was last. */
function destination(meId: string): string {
  const here = path();
  if (!/^\/[^/]*\/?$/.test(here)) return here;
  const last = rememberedPath(rememberedTeam(meId) ?? "", meId) ?? "";
  return here === "/" || last.startsWith(`${here.replace(/\/$/, "")}/`) ? last : here;
}

export interface Addressed {
  channel: Channel;
  mine: readonly ChannelMember[];
}

/** The channel of the address with the own membership; null if it names none, or none that is live and one may read. */
export async function fetchAddressed(meId: string): Promise<Addressed | null> {
  const place = destination(meId);
  const [, team, kind, name] = ADDRESS.exec(place) ?? [];
  if (team === undefined || name === undefined) return null;
  expectPosts();
  try {
    const found = (await fetchRemembered(rememberedChannel(place, meId), meId)) ?? (kind === "channels" ? await fetchNamed(team, name, meId) : null);
    const isLive = found?.channel.delete_at === 0 && (kind === "messages" || found.channel.name === name.toLowerCase());
    return isLive ? found : null;
  } catch {
    // The place where it would be drawn asks again, and says what is wrong.
    return null;
  }
}

/** By the id it had the last time, which spares asking for one after the other. */
async function fetchRemembered(channelId: string, meId: string): Promise<Addressed | null> {
  if (channelId === "") return null;
  try {
    const [channel, member] = await Promise.all([client.channel(channelId), client.channelMember(channelId, meId)]);
    return { channel, mine: [member] };
  } catch {
    return null;
  }
}

async function fetchNamed(team: string, name: string, meId: string): Promise<Addressed> {
  const channel = await client.channelByNames(team, name.toLowerCase());
  return { channel, mine: channel.delete_at === 0 ? await client.channelMembersByIds(channel.id, [meId]) : [] };
}

/** Takes the channel in, and asks for its posts while the screen is still on the way. */
export function openAddressed(found: Addressed | null): void {
  if (found === null || found.mine.length === 0 || found.channel.team_id in getState().channels.loadedTeams) postsAreHere();
  else {
    change((state) => receiveMyMembers(receiveChannels(state, [found.channel]), found.mine));
    needPeopleOf([found.channel]);
    // The list itself says what went wrong.
    openChannel(found.channel.id).catch(() => undefined);
  }
}

/** Begins to load the team of the address while its screen is still on the way. */
export function openAddressedTeam(): void {
  const team = teamByName(getState(), path().split("/")[1] ?? "");
  // The screen waits for the same, and tells if it fails.
  if (team) void openTeam(team.id).catch(() => undefined);
}
