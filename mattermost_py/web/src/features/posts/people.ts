/** People that posts mention by name: profiles asked for together, each name once. */
import { usersByNames } from "@/client/users";
import { findGroups } from "@/load/groups";
import { onLeave } from "@/load/leaving";
import { change, getState } from "@/state/store";
import { receiveUsers } from "@/state/users";

const MOST = 100;
const MOST_ASKED = 2000;
const wanted = new Set<string>();
const asked = new Set<string>();
let timer: ReturnType<typeof setTimeout> | null = null;

/** Loads profiles by user name, for mentions of people not met before. */
export function wantUserNames(names: readonly string[]): void {
  const known = getState().users.idByName;
  for (const name of names) {
    if (name === "" || name in known || asked.has(name)) continue;
    asked.add(name);
    wanted.add(name);
  }
  if (wanted.size > 0) timer ??= setTimeout(() => void askForWanted(), 20);
}

onLeave(() => asked.clear());

async function askForWanted(): Promise<void> {
  timer = null;
  const names = [...wanted].slice(0, MOST);
  for (const name of names) wanted.delete(name);
  if (wanted.size > 0) timer = setTimeout(() => void askForWanted(), 20);
  try {
    const users = await usersByNames(names);
    change(receiveUsers, users);
    const found = new Set(users.map((user) => user.username));
    for (const name of found) asked.delete(name);
    await findGroups(names.filter((name) => !found.has(name)));
    // Any word may stand behind an @.
    if (asked.size > MOST_ASKED) asked.clear();
  } catch {
    // Asked again by the next post that names them.
    for (const name of names) asked.delete(name);
  }
}
