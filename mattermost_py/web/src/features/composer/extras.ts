/** What may go with a message at a place, by the server's settings. */
import { teammateId } from "@/state/channels";
import type { State } from "@/state/model";
import { configNumber, isEnabled } from "@/state/server";
import { isGuest, me } from "@/state/users";

export interface ExtrasRules {
  priority: boolean;
  acknowledge: boolean;
  persist: boolean;
  /** How often a persistent notification repeats. */
  everyMinutes: number;
  burn: boolean;
}

/** For messages of the channel itself; replies carry none of this. */
export function extrasRules(state: State, channelId: string): ExtrasRules {
  const priority = isEnabled(state, "PostPriority");
  const user = me(state);
  const mayPersist = user !== undefined && isGuest(user) ? isEnabled(state, "AllowPersistentNotificationsForGuests") : true;
  return {
    priority,
    acknowledge: priority && isEnabled(state, "PostAcknowledgements"),
    persist: priority && mayPersist && isEnabled(state, "AllowPersistentNotifications"),
    everyMinutes: configNumber(state, "PersistentNotificationIntervalMinutes", 5),
    burn: isEnabled(state, "EnableBurnOnRead") && isEnabled(state, "FeatureFlagBurnOnRead") && hasReaders(state, channelId),
  };
}

/** Nobody would read it among one's own notes, and no bot does. */
function hasReaders(state: State, channelId: string): boolean {
  const channel = state.channels.byId[channelId];
  if (channel?.type !== "D") return true;
  const other = teammateId(state, channel);
  return other !== state.users.meId && state.users.byId[other]?.is_bot !== true;
}
