import type { Post } from "@mattermost/types/posts";
import { Bot, Webhook } from "lucide-react";
import { useEffect } from "react";

import { pictureUrl } from "@/client/users";
import { Emoji } from "@/features/emoji";
import { UserTags } from "@/features/users/UserTags";
import { needUsers } from "@/load/users";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { useApp } from "@/state/store";
import { customStatusOf, displayName, presenceOf } from "@/state/users";
import { Avatar } from "@/ui/Avatar";
import { Tag } from "@/ui/Badge";

import styles from "./Author.module.css";
import type { Look } from "./look";
import { Person } from "./Person";
import { pictureSource } from "./pictures";
import { isSystemPost } from "./systemPosts";

const textProp = (post: Post, name: string) => {
  const value = post.props[name];
  return typeof value === "string" ? value : "";
};

const isFromWebhook = (post: Post) => textProp(post, "from_webhook") === "true";

/** What a webhook puts in the place of its owner's name or picture, where the site lets it. */
function override(post: Post, prop: string, isAllowed: boolean): string {
  return isAllowed && isFromWebhook(post) ? textProp(post, prop) : "";
}

interface Props {
  post: Post;
  user: User | undefined;
  look: Look;
}

/** The author's name with what kind of account it is. */
export function Author({ post, user, look }: Props) {
  const isBot = isFromWebhook(post) || textProp(post, "from_bot") === "true" || user?.is_bot === true;
  const isAuto = post.type === ("system_auto_responder" as Post["type"]);

  useEffect(() => needUsers([post.user_id]), [post.user_id]);

  if (isSystemPost(post) && !isAuto && post.type !== "system_ephemeral") return <span className={styles.name}>{t("posts.system_name")}</span>;
  if (post.type === "system_ephemeral" && !isBot) return <span className={styles.name}>{t("posts.system_name")}</span>;
  const name = override(post, "override_username", look.hooksHaveNames) || (user ? displayName(user, look.nameFormat) : "…");
  return (
    <span className={styles.author}>
      <Person userId={post.user_id} className={styles.name}>
        {name}
      </Person>
      <UserTags user={{ roles: user?.roles ?? "", is_bot: isBot }} />
      {isAuto ? <Tag>{t("posts.automatic_reply")}</Tag> : null}
      {look.hasStatuses && user !== undefined && hasStatus(user) ? <StatusEmoji user={user} /> : null}
    </span>
  );
}

/** Bots and old accounts may come without props. */
function hasStatus({ props }: { props?: User["props"] }): boolean {
  return Boolean(props?.["customStatus"]);
}

function StatusEmoji({ user }: { user: User }) {
  // Looked at with every change of anything: it runs out by itself.
  const emoji = useApp(() => customStatusOf(user, Date.now())?.emoji);
  return emoji === undefined || emoji === "" ? null : <Emoji name={emoji} />;
}

/** The author's picture, with presence where the user wants to see it. */
export function AuthorPicture({ post, user, look }: Props) {
  const icon = override(post, "override_icon_url", look.hooksHaveIcons);
  const emoji = override(post, "override_icon_emoji", look.hooksHaveIcons);
  const hasPresence = look.showsPresence && !isSystemPost(post) && !isFromWebhook(post) && user?.is_bot !== true;
  const presence = useApp((state) => (hasPresence ? presenceOf(state, post.user_id) : undefined));
  // A program's message must not look like its owner's.
  const showsHook = icon === "" && isFromWebhook(post) && look.hooksHaveIcons && textProp(post, "use_user_icon") !== "true";
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
      <Avatar src={icon === "" && user === undefined ? "" : src} name={user ? displayName(user, look.nameFormat) : "?"} size={36} presence={presence} />
    </Person>
  );
}
