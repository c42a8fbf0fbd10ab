/** What a field offers while one types: people, channels, its own options, or what only its program knows. */
import { autocompleteChannels } from "@/client/channels";
import type { Choice, FormElement } from "@/client/dialogs";
import { listUsers, searchUsers } from "@/client/users";
import { channelName } from "@/state/channels";
import type { User } from "@/state/model";
import { change, getState } from "@/state/store";
import { displayName, nameFormat, receiveUsers } from "@/state/users";

export type Find = (term: string, signal: AbortSignal) => Promise<readonly Choice[]>;

const MOST = 50;

export function optionsOf(element: FormElement): Find {
  return (term) => {
    const wanted = term.trim().toLocaleLowerCase();
    return Promise.resolve((element.options ?? []).filter((option) => option.text.toLocaleLowerCase().includes(wanted)));
  };
}

export async function findPeople(term: string): Promise<readonly Choice[]> {
  const wanted = term.trim().replace(/^@/, "");
  const found = wanted === "" ? await listUsers({}) : await searchUsers({ term: wanted, limit: MOST });
  change(receiveUsers, found);
  return found.filter((user) => user.delete_at === 0).map(personChoice);
}

function personChoice(user: User): Choice {
  const name = displayName(user, nameFormat(getState()));
  return { value: user.id, text: name === user.username ? `@${name}` : `${name} (@${user.username})` };
}

export function findChannels(teamId: string): Find {
  return async (term, signal) => {
    const found = await autocompleteChannels(teamId, term.trim().replace(/^[~#]/, ""), signal);
    return found.slice(0, MOST).map((channel) => ({ value: channel.id, text: channelName(getState(), channel) }));
  };
}
