/** Groups of people that are mentioned together, as far as they were met. */
import { withKey, without } from "./maps";
import type { Group, State } from "./model";

export function receiveGroups(state: State, groups: readonly Group[]): State {
  let byName = state.groups.byName;
  for (const group of groups) {
    // Renamed groups leave their old name.
    const old = Object.values(byName).find((one) => one.id === group.id);
    if (old && old.name !== group.name) byName = without(byName, old.name);
    const isGone = group.delete_at > 0 || !group.allow_reference;
    byName = isGone ? without(byName, group.name) : withKey(byName, group.name, group);
  }
  return { ...state, groups: { ...state.groups, byName } };
}

/** The groups the user is in. */
export function receiveMyGroups(state: State, groups: readonly Group[]): State {
  const known = receiveGroups(state, groups);
  return { ...known, groups: { ...known.groups, mine: Object.fromEntries(groups.map((group) => [group.name, true as const])) } };
}
