/** From the words of an address to a channel: known, fetched, joined or created on the way. */
import { useEffect, useState } from "react";
import { goToChannel } from "@/app/paths";
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

interface Found {
  channelId: string;
  /** There is none for this user. */
  missing: boolean;
  /** It was here a moment ago: the user left it, or was removed. */
  gone: boolean;
}

export function useChannelByAddress({ teamId, name, kind }: ChannelAddress): Found {
  const found = useApp((state) => findChannel(state, { teamId, name, kind }));
  const loaded = useApp((state) => teamId in state.channels.loadedTeams);
  const [missing, setMissing] = useState("");
  const [shown, setShown] = useState({ key: "", id: "" });
  const key = `${teamId}/${kind}/${name}`;
  if (found !== "" && (shown.key !== key || shown.id !== found)) setShown({ key, id: found });
  // A channel renamed while it is on the screen stays there; only leaving it takes it away.
  const before = shown.key === key ? shown.id : "";
  const isStillMine = useApp((state) => before in state.channels.mine);
  const channelId = found !== "" || !isStillMine ? found : before;
  const gone = channelId === "" && before !== "";
  useEffect(() => {
    if (found === "" && isStillMine && before !== "") goToChannel(before, { replace: true });
  }, [found, isStillMine, before]);
  useEffect(() => {
    // A channel one has just left must not be joined again by looking at its address.
    if (channelId !== "" || !loaded || gone) return;
    let alive = true;
    fetchChannel({ teamId, name, kind }).catch(() => alive && setMissing(`${teamId}/${kind}/${name}`));
    return () => {
      alive = false;
    };
  }, [channelId, loaded, gone, teamId, name, kind]);
  return { channelId, missing: missing === key, gone };
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
  // An old address leads to the channel by its new one.
  if (channel.name !== name.toLowerCase()) goToChannel(channel.id, { replace: true });
}

async function fetchDirect(username: string): Promise<void> {
  await needUsernames([username]);
  const { users } = getState();
  const other = users.idByName[username];
  if (other === undefined) throw new Error(`There is nobody called ${username}.`);
  const channel = await client.createDirectChannel([users.meId, otherOf({ name: `${other}__${users.meId}` }, users.meId)]);
  await loadChannel(channel.id);
}
