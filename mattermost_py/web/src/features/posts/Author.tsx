import type { Post } from "@mattermost/types/posts";
import { Bot, Webhook } from "lucide-react";
import { useEffect } from "react";

import { pictureUrl } from "@/client/users";
import { Emoji } from "@/features/emoji";
import { UserTags } from "@/features/users/UserTags";
import { needUsers } from "@/load/users";
import { t } from "@/i18n/t";
import { displaySetting } from "@/state/preferences";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { customStatusOf, displayName, nameFormat, presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Tag } from "@/ui/Badge";

import styles from "./Author.module.css";
import { Person } from "./Person";
import { pictureSource } from "./pictures";
import { isSystemPost } from "./systemPosts";

const textProp = (post: Post, name: string) => {
  const value = post.props[name];
  return typeof value === "string" ? value : "";
};

const isFromWebhook = (post: Post) => textProp(post, "from_webhook") === "true";

function useOverride(post: Post, prop: string, setting: string): string {
  const isAllowed = useApp((state) => isEnabled(state, setting));
  return isAllowed && isFromWebhook(post) ? textProp(post, prop) : "";
}

/** The author's name with what kind of account it is. */
export function Author({ post }: { post: Post }) {
  const user = useApp((state) => state.users.byId[post.user_id]);
  const format = useApp(nameFormat);
  const override = useOverride(post, "override_username", "EnablePostUsernameOverride");
  const isBot = isFromWebhook(post) || textProp(post, "from_bot") === "true" || user?.is_bot === true;
  const isAuto = post.type === ("system_auto_responder" as Post["type"]);

  useEffect(() => needUsers([post.user_id]), [post.user_id]);

  if (isSystemPost(post) && !isAuto && post.type !== "system_ephemeral") return <span className={styles.name}>{t("posts.system_name")}</span>;
  if (post.type === "system_ephemeral" && !isBot) return <span className={styles.name}>{t("posts.system_name")}</span>;
  const name = override || (user ? displayName(user, format) : "…");
  return (
    <span className={styles.author}>
      <Person userId={post.user_id} className={styles.name}>
        {name}
      </Person>
      <UserTags user={{ roles: user?.roles ?? "", is_bot: isBot }} />
      {isAuto ? <Tag>{t("posts.automatic_reply")}</Tag> : null}
      <StatusEmoji userId={post.user_id} />
    </span>
  );
}

function StatusEmoji({ userId }: { userId: string }) {
  const emoji = useApp((state) => (isEnabled(state, "EnableCustomUserStatuses") ? customStatusOf(state.users.byId[userId], Date.now())?.emoji : undefined));
  return emoji === undefined || emoji === "" ? null : <Emoji name={emoji} />;
}

/** The author's picture, with presence where the user wants to see it. */
export function AuthorPicture({ post }: { post: Post }) {
  const user = useApp((state) => state.users.byId[post.user_id]);
  const format = useApp(nameFormat);
  const icon = useOverride(post, "override_icon_url", "EnablePostIconOverride");
  const emoji = useOverride(post, "override_icon_emoji", "EnablePostIconOverride");
  const presence = useApp((state) =>
    displaySetting(state, "availability_status_on_posts", "true") === "true" && !isSystemPost(post) && !isFromWebhook(post) && user?.is_bot !== true
      ? presenceOf(state, post.user_id)
      : undefined,
  );
  // A program's message must not look like its owner's.
  const showsHook = useApp((state) => icon === "" && isFromWebhook(post) && isEnabled(state, "EnablePostIconOverride") && textProp(post, "use_user_icon") !== "true");
  if (isSystemPost(post)) {
    return (
      <span className={styles.system} aria-hidden>
        <Bot size={18} />
      </span>
    );
  }
  if (emoji !== "") {
    return (
      <span className={styles.system}>
        <Emoji name={emoji.replace(/:/g, "")} isDecorative />
      </span>
    );
  }
  if (showsHook) {
    return (
      <span className={styles.system} aria-hidden>
        <Webhook size={18} />
      </span>
    );
  }
  const src = pictureSource(icon) ?? (user ? pictureUrl(user) : "");
  return (
    <Person userId={post.user_id} className={styles.picture} label={user?.username ?? t("common.someone")}>
      <Avatar src={icon === "" && user === undefined ? "" : src} name={user ? displayName(user, format) : "?"} size={36} presence={presence} />
    </Person>
  );
}
