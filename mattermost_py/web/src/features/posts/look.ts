/** How messages are drawn, by the settings of the site and of the user: worked out once for all of them. */
import type { State } from "@/state/model";
import { displaySetting, isCollapsedThreads } from "@/state/preferences";
import { isEnabled } from "@/state/server";
import { me, nameFormat } from "@/state/users";

import { highlightPattern, mentionKeys } from "./mentionKeys";
import { clockOf } from "./times";

function made(state: State) {
  const isOn = (name: string) => displaySetting(state, name, "true") === "true";
  const hasMath = isEnabled(state, "EnableLatex");
  return {
    meId: state.users.meId,
    clock: clockOf(state),
    nameFormat: nameFormat(state),
    isCompact: displaySetting(state, "message_display", "clean") === "compact",
    isCollapsed: isCollapsedThreads(state),
    foldsPreviews: displaySetting(state, "collapse_previews", "false") === "true",
    wantsPreviews: isEnabled(state, "EnableLinkPreviews") && isOn("link_previews"),
    showsPresence: isOn("availability_status_on_posts"),
    hasStatuses: isEnabled(state, "EnableCustomUserStatuses"),
    hooksHaveNames: isEnabled(state, "EnablePostUsernameOverride"),
    hooksHaveIcons: isEnabled(state, "EnablePostIconOverride"),
    hasEmoticons: isOn("render_emoticons_as_emoji"),
    hasMath,
    hasInlineMath: hasMath && isEnabled(state, "EnableInlineLatex"),
    keys: mentionKeys(state),
    highlight: highlightPattern(state),
  };
}

export type Look = ReturnType<typeof made>;

let kept: { from: readonly unknown[]; look: Look } | null = null;

/** The same object while none of these settings changes: hundreds of messages ask for it with every change of anything. */
export function lookOf(state: State): Look {
  const { preferences, server, groups, users } = state;
  const from = [preferences, server, groups.mine, users.meId, me(state)];
  if (kept !== null && from.every((part, index) => part === kept?.from[index])) return kept.look;
  const look = made(state);
  kept = { from, look: kept !== null && isSame(kept.look, look) ? kept.look : look };
  return kept.look;
}

function isSame(one: Look, other: Look): boolean {
  return (Object.keys(one) as (keyof Look)[]).every((name) => one[name] === other[name]);
}
