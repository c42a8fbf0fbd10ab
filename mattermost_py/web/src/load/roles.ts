/** Roles behind the user's memberships, fetched once each. */
import { rolesByNames } from "@/client/server";
import { missingRoles, receiveRoles } from "@/state/roles";
import { change, getState } from "@/state/store";

let loading: Promise<void> | null = null;

/** Makes sure permissions of all held roles are known. */
export function needRoles(): void {
  if (missingRoles(getState()).length > 0) void loadRoles();
}

export function loadRoles(): Promise<void> {
  loading ??= fetchRoles().finally(() => (loading = null));
  return loading;
}

async function fetchRoles(): Promise<void> {
  const names = missingRoles(getState());
  if (names.length === 0) return;
  try {
    change(receiveRoles, await rolesByNames(names));
  } catch {
    // What is not known to be allowed is not offered; the next need asks again.
  }
}
