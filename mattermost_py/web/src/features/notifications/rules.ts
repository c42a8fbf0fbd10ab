/** Whether a new post may call its reader, by the reader's and the channel's wishes. */
import type { Post } from "@mattermost/types/posts";
import { isMuted } from "@/state/channels";
import type { State } from "@/state/model";
import { me, presenceOf } from "@/state/users";
import { isWithinHours } from "./hours";

interface Concern {
  mentioned: boolean;
  /** The reader follows the thread the post is in. */
  followed: boolean;
}

export function shouldNotify(state: State, post: Post, { mentioned, followed }: Concern): boolean {
  const user = me(state);
  const channel = state.channels.byId[post.channel_id];
  const member = state.channels.mine[post.channel_id];
  if (user === undefined || channel === undefined || member === undefined) return false;
  if (post.user_id === user.id && post.props["from_webhook"] !== "true") return false;
  if (post.type.startsWith("system_") && post.type !== "system_add_to_channel") return false;
  const presence = presenceOf(state, user.id);
  if (presence === "dnd" || presence === "ooo" || isMuted(member) || !isWithinHours(state)) return false;
  if (post.root_id !== "" && followed) return (user.notify_props.desktop_threads ?? "all") !== "none";
  const wish = member.notify_props.desktop ?? "default";
  const level = wish === "default" ? user.notify_props.desktop : wish;
  if (level === "none") return false;
  if (level === "all" && post.root_id === "") return true;
  return mentioned || channel.type === "D" || (channel.type === "G" && wish === "default");
}
