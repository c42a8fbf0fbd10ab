/** Whether one may write at a place, and what the empty field says. */
import { t } from "@/i18n/t";
import { channelName, teammateId } from "@/state/channels";
import type { State } from "@/state/model";
import { can } from "@/state/roles";
import { useAppShallow } from "@/state/store";

interface Rules {
  /** Why nothing can be written here; empty if it can. */
  notice: string;
  placeholder: string;
}

export function composerRules(state: State, channelId: string, rootId: string): Rules {
  const channel = state.channels.byId[channelId];
  if (!channel) return { notice: "", placeholder: "" };
  if (channel.delete_at > 0) return { notice: t("composer.archived"), placeholder: "" };
  if (channel.type === "D" && (state.users.byId[teammateId(state, channel)]?.delete_at ?? 0) > 0) return { notice: t("composer.deactivated"), placeholder: "" };
  if (state.posts.byId[rootId]?.state === "DELETED") return { notice: t("composer.thread_deleted"), placeholder: "" };
  if (!(channelId in state.channels.mine)) return { notice: t("composer.not_member"), placeholder: "" };
  // Roles arrive a moment after the channels: until then the field stays.
  const knowsRoles = Object.keys(state.roles.byName).length > 0;
  if (knowsRoles && !can(state, "create_post", { channelId })) return { notice: t("composer.read_only"), placeholder: "" };
  const placeholder = rootId === "" ? t("composer.write_to", { channel: channelName(state, channel) }) : t("composer.reply");
  return { notice: "", placeholder };
}

export function useComposerRules(channelId: string, rootId: string): Rules {
  return useAppShallow((state) => composerRules(state, channelId, rootId));
}
