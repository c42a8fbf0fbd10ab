/** Whether the user wants to be called in this browser while no window is open. */
import { getState } from "@/state/store";

const choiceKey = () => `mmpy.push.${getState().users.meId}`;

export function isPushChosen(): boolean {
  return localStorage.getItem(choiceKey()) === "on";
}

export function choosePush(on: boolean): void {
  if (on) localStorage.setItem(choiceKey(), "on");
  else localStorage.removeItem(choiceKey());
}
