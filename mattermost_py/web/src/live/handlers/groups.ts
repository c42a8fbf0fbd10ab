/** Events about groups of people. */
import { needMyGroups } from "@/load/groups";
import { receiveGroups } from "@/state/groups";
import { change } from "@/state/store";
import type { Handlers } from "../dispatch";

export const groupHandlers = {
  received_group({ group }) {
    change(receiveGroups, [group]);
  },
  group_member_add() {
    needMyGroups(true);
  },
  group_member_deleted() {
    needMyGroups(true);
  },
} satisfies Handlers;
