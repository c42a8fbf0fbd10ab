/** The emoji of a post as chips, in the order they first appeared. */
import type { Reaction } from "@mattermost/types/reactions";
import { useMemo } from "react";

import { needUsers } from "@/load/users";
import { t } from "@/i18n/t";
import type { State } from "@/state/model";
import { can } from "@/state/roles";
import { getState, useApp } from "@/state/store";
import { nameOf } from "@/state/users";

import { toggleReaction } from "./toggleReaction";

export interface Chip {
  emoji: string;
  count: number;
  isMine: boolean;
  /** Who reacted, the user first. */
  userIds: readonly string[];
}

const NONE: readonly Reaction[] = [];

export function chipsOf(reactions: readonly Reaction[], meId: string): Chip[] {
  const byEmoji = new Map<string, string[]>();
  for (const reaction of [...reactions].sort((a, b) => a.create_at - b.create_at)) {
    byEmoji.set(reaction.emoji_name, [...(byEmoji.get(reaction.emoji_name) ?? []), reaction.user_id]);
  }
  return [...byEmoji].map(([emoji, userIds]) => ({
    emoji,
    count: userIds.length,
    isMine: userIds.includes(meId),
    userIds: [...userIds].sort((a, b) => Number(b === meId) - Number(a === meId)),
  }));
}

const MOST_NAMED = 12;

/** Who reacted, in words: "You, Anna and 3 others". */
export function reactorsText(state: State, chip: Chip): string {
  const named = chip.userIds.slice(0, MOST_NAMED);
  const names = named.map((id) => (id === state.users.meId ? t("reactions.you") : nameOf(state, id) || t("common.someone")));
  const rest = chip.userIds.length - named.length;
  if (rest > 0) names.push(t("reactions.others", { count: rest }));
  const who = new Intl.ListFormat(document.documentElement.lang || "en", { type: "conjunction" }).format(names);
  return t("reactions.who", { who, emoji: chip.emoji });
}

export function useReactionBar(postId: string) {
  const reactions = useApp((state) => state.posts.byId[postId]?.metadata.reactions) ?? NONE;
  const meId = useApp((state) => state.users.meId);
  const canReact = useApp((state) => mayReact(state, postId));
  const chips = useMemo(() => chipsOf(reactions, meId), [reactions, meId]);
  return {
    chips,
    canReact,
    onToggle: (emoji: string) => void toggleReaction(postId, emoji),
    describe: (chip: Chip) => {
      needUsers(chip.userIds);
      return reactorsText(getState(), chip);
    },
  };
}

/** Whether the user may react here: a member with the permission, in a channel that is not archived. */
export function mayReact(state: State, postId: string): boolean {
  const post = state.posts.byId[postId];
  if (post === undefined || post.state === "DELETED" || post.type === ("system_ephemeral")) return false;
  const channel = state.channels.byId[post.channel_id];
  if (channel === undefined || channel.delete_at > 0 || !(channel.id in state.channels.mine)) return false;
  return can(state, "add_reaction", { channelId: channel.id });
}
