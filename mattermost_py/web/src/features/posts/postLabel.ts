/** What a screen reader says of a post before reading it: who wrote it and when. */
import type { Post } from "@mattermost/types/posts";

import { t } from "@/i18n/t";
import type { State } from "@/state/model";
import { nameOf } from "@/state/users";

import { isSystemPost } from "./systemPosts";
import { type Clock, clockOf, timeText } from "./times";

export function postLabel(state: State, post: Post): string {
  return labelOf(post, nameOf(state, post.user_id), clockOf(state));
}

export function labelOf(post: Post, name: string, clock: Clock): string {
  const override = post.props["override_username"];
  const author = isSystemPost(post) ? t("posts.system_name") : typeof override === "string" && override !== "" ? override : name;
  const time = timeText(post.create_at, clock);
  return author === "" ? t("posts.post") : t("posts.label", { author, time });
}
