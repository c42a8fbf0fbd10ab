/** Profiles and presence, asked for in batches as they are needed. */
import { presences, usersByIds, usersByNames } from "@/client/users";
import { onLeave } from "@/load/leaving";
import { change, getState } from "@/state/store";
import { receivePresence, receiveUsers } from "@/state/users";

const BATCH = 100;
const wanted = new Set<string>();
const asked = new Set<string>();
let scheduled = false;

/** Makes sure these people are known soon; asking twice costs nothing. */
export function needUsers(ids: readonly string[]): void {
  const { byId } = getState().users;
  for (const id of ids) if (id !== "" && !(id in byId) && !asked.has(id)) wanted.add(id);
  if (wanted.size === 0 || scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    void fetchWanted();
  });
}

async function fetchWanted(): Promise<void> {
  const ids = [...wanted];
  wanted.clear();
  for (const id of ids) asked.add(id);
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    try {
      const users = await usersByIds(batch);
      change(receiveUsers, users);
      // Those the server does not know are not asked about again; the others may be forgotten and needed once more.
      for (const user of users) asked.delete(user.id);
    } catch {
      // Names stay unknown for now; whoever needs them next asks again.
      for (const id of batch) asked.delete(id);
    }
  }
}

/** People by username, for mentions in text; unknown names are simply not there afterwards. */
export async function needUsernames(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in getState().users.idByName));
  if (unknown.length === 0) return;
  change(receiveUsers, await usersByNames(unknown));
}

const PRESENCE_BATCH = 200;

/** Asks for the presence of these people. */
export async function loadPresences(ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += PRESENCE_BATCH) {
    const statuses = await presences(ids.slice(start, start + PRESENCE_BATCH));
    change(receivePresence, statuses);
  }
}

onLeave(() => {
  wanted.clear();
  asked.clear();
});
