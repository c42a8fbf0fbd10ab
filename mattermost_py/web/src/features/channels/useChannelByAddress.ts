/** From the words of an address to a channel: known, fetched, joined or created on the way. */
import { useEffect, useState } from "react";
import * as client from "@/client/channels";
import { loadChannel } from "@/load/channels";
import { needUsernames } from "@/load/users";
import { otherOf, receiveChannels } from "@/state/channels";
import type { State } from "@/state/model";
import { change, getState, useApp } from "@/state/store";
import { userByName } from "@/state/users";

export interface ChannelAddress {
  teamId: string;
  /** A channel's name, `@username`, or the name of a group channel. */
  name: string;
  kind: "channels" | "messages";
}

/** The channel of an address; `missing` once it is sure that there is none for this user. */
export function useChannelByAddress({ teamId, name, kind }: ChannelAddress): { channelId: string; missing: boolean } {
  const channelId = useApp((state) => findChannel(state, { teamId, name, kind }));
  const loaded = useApp((state) => teamId in state.channels.loadedTeams);
  const [missing, setMissing] = useState("");
  const key = `${teamId}/${kind}/${name}`;
  useEffect(() => {
    if (channelId !== "" || !loaded) return;
    let alive = true;
    fetchChannel({ teamId, name, kind }).catch(() => alive && setMissing(`${teamId}/${kind}/${name}`));
    return () => {
      alive = false;
    };
  }, [channelId, loaded, teamId, name, kind]);
  return { channelId, missing: missing === key };
}

let index: { from: unknown; teamId: string; ids: Map<string, string> } = { from: null, teamId: "", ids: new Map() };

/** Names to ids of the channels one is in; built again only when channels change. */
function idByName(state: State, teamId: string): Map<string, string> {
  if (index.from === state.channels.byId && index.teamId === teamId) return index.ids;
  const ids = new Map<string, string>();
  for (const channel of Object.values(state.channels.byId)) {
    if (channel.team_id === teamId || channel.team_id === "") ids.set(channel.name, channel.id);
  }
  index = { from: state.channels.byId, teamId, ids };
  return ids;
}

function findChannel(state: State, { teamId, name, kind }: ChannelAddress): string {
  const wanted = kind === "messages" && name.startsWith("@") ? directName(state, name.slice(1)) : name.toLowerCase();
  const id = idByName(state, teamId).get(wanted) ?? "";
  return id in state.channels.mine || state.channels.byId[id]?.delete_at ? id : "";
}

/** A direct channel's name is both ids in order; empty while the other is unknown. */
function directName(state: State, username: string): string {
  const other = userByName(state, username.toLowerCase());
  return other ? [other.id, state.users.meId].sort().join("__") : "";
}

async function fetchChannel({ teamId, name, kind }: ChannelAddress): Promise<void> {
  if (kind === "messages" && name.startsWith("@")) return fetchDirect(name.slice(1).toLowerCase());
  const channel = await client.channelByName(teamId, name.toLowerCase());
  const { meId } = getState().users;
  if (channel.type === "O" && channel.delete_at === 0) await client.addChannelMember(channel.id, meId);
  if (channel.delete_at > 0) change(receiveChannels, [channel]);
  else await loadChannel(channel.id);
}

async function fetchDirect(username: string): Promise<void> {
  await needUsernames([username]);
  const { users } = getState();
  const other = users.idByName[username];
  if (other === undefined) throw new Error(`There is nobody called ${username}.`);
  const channel = await client.createDirectChannel([users.meId, otherOf({ name: `${other}__${users.meId}` }, users.meId)]);
  await loadChannel(channel.id);
}
