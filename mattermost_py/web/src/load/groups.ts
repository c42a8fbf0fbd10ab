/** Groups by name, and which of them the user is in; asked for when the first group is met. */
import { groupsByNames, groupsOfUser } from "@/client/groups";
import { onLeave } from "@/load/leaving";
import { receiveGroups, receiveMyGroups } from "@/state/groups";
import { isEnabled } from "@/state/server";
import { change, getState } from "@/state/store";

let askedFor = "";
onLeave(() => (askedFor = ""));

/** Whether this server has groups that can be mentioned. */
export function hasGroups(): boolean {
  const state = getState();
  return isEnabled(state, "EnableCustomGroups") || state.server.license["LDAPGroups"] === "true";
}

/** Finds which of these names are groups. */
export async function findGroups(names: readonly string[]): Promise<void> {
  if (names.length === 0 || !hasGroups()) return;
  const groups = await groupsByNames(names);
  if (groups.length === 0) return;
  change(receiveGroups, groups);
  needMyGroups();
}

/** Makes sure it is known which groups the user is in. */
export function needMyGroups(isAgain = false): void {
  const { meId } = getState().users;
  if (meId === "" || (askedFor === meId && !isAgain)) return;
  askedFor = meId;
  groupsOfUser(meId).then(
    (groups) => change(receiveMyGroups, groups),
    () => {
      askedFor = "";
    },
  );
}
