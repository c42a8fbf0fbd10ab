/** Events about people. */
import { change } from "@/state/store";
import { receiveUsers, setPresence } from "@/state/users";
import type { Handlers } from "../dispatch";

export const userHandlers = {
  user_updated({ user }) {
    change(receiveUsers, [user]);
  },
  status_change({ status, user_id }) {
    change(setPresence, user_id, status);
  },
} satisfies Handlers;
