/** Tells the server on which clock the user lives, where it must know: it calls by the hours they have chosen. */
import { patchMe } from "@/client/users";
import { change, getState } from "@/state/store";
import { me, receiveUsers } from "@/state/users";
import { hoursOf } from "./hours";

export async function tellZone(): Promise<void> {
  const user = me(getState());
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (user === undefined || !hoursOf(getState()).enabled || String(user.timezone?.useAutomaticTimezone) === "false") return;
  if (user.timezone?.automaticTimezone === here) return;
  const timezone = { useAutomaticTimezone: "true", automaticTimezone: here, manualTimezone: "" };
  change(receiveUsers, [await patchMe({ timezone })]);
}
