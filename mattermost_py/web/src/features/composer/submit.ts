/** Sends what was written: a command to the server's commands, all else as a message. */
import { errorId, messageOf } from "@/client/http";
import { executeCommand } from "@/client/posts";
import { noteTrigger } from "@/features/dialogs/triggers";
import { type Message, sendMessage } from "@/features/posts/outbox";
import { signOut } from "@/load/session";
import { change, getState } from "@/state/store";
import { openDialog, search } from "@/state/ui";

/** Commands this client carries out itself, since they only change what is on its screen. */
const LOCAL: Record<string, (rest: string) => void> = {
  settings: () => change(openDialog, "settings"),
  shortcuts: () => change(openDialog, "shortcuts"),
  search: (rest) => change(search, rest),
  logout: () => void signOut(),
};

export type Outcome = { done: true; goTo: string } | { done: false; problem: string; isUnknownCommand: boolean };

const COMMAND = /^\/([a-z0-9_-]+)/i;

export function isCommand(text: string): boolean {
  return COMMAND.test(text);
}

/** Does it; a message is done at once, a command when the server has carried it out. */
export async function submit(written: Message, asMessage: boolean): Promise<Outcome> {
  const name = COMMAND.exec(written.text)?.[1]?.toLowerCase();
  if (name === undefined || asMessage || written.files.length > 0) {
    sendMessage(written);
    return { done: true, goTo: "" };
  }
  const local = LOCAL[name];
  if (local) {
    local(written.text.slice(name.length + 1).trim());
    return { done: true, goTo: "" };
  }
  const state = getState();
  const teamId = state.channels.byId[written.channelId]?.team_id ?? "";
  try {
    const reply = await executeCommand(written.channelId, teamId === "" ? state.teams.currentId : teamId, written.rootId, written.text);
    noteTrigger(reply.trigger_id, written.channelId);
    return { done: true, goTo: reply.goto_location };
  } catch (error) {
    const isUnknownCommand = errorId(error) === "api.command.execute_command.not_found.app_error" || errorId(error) === "api.not_built.app_error";
    return { done: false, problem: messageOf(error), isUnknownCommand };
  }
}
