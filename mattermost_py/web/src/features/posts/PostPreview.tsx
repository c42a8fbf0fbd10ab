import type { PostPreviewMetadata } from "@mattermost/types/posts";
import { useEffect } from "react";

import { PathLink } from "@/app/PathLink";
import { basePath } from "@/client/http";
import { pictureUrl } from "@/client/users";
import { t } from "@/i18n/t";
import { UserTags } from "@/features/users/UserTags";
import { needUsers } from "@/load/users";
import { useApp } from "@/state/store";
import { displayName, nameFormat } from "@/state/users";
import { Avatar } from "@/ui/Avatar";

import { Collapsible } from "./Collapsible";
import { postPath } from "./links";
import { PostMarkdown } from "./PostMarkdown";
import styles from "./PostPreview.module.css";
import { agoText, clockOf } from "./times";

/** Another post that a link in this one points at. */
export function PostPreview({ preview }: { preview: PostPreviewMetadata }) {
  const quoted = preview.post;
  const userId = quoted?.user_id ?? "";
  const user = useApp((state) => state.users.byId[userId]);
  const format = useApp(nameFormat);
  const clock = useApp(clockOf);
  const teamName = useApp((state) => preview.team_name || (state.teams.byId[state.teams.currentId]?.name ?? ""));

  useEffect(() => needUsers([userId]), [userId]);

  if (!quoted) return null;
  const path = postPath(teamName, quoted.id);
  const named = quoted.props["override_username"];
  const override = typeof named === "string" ? named : "";
  const where = preview.channel_type === "D" ? t("posts.direct_message") : `~${preview.channel_display_name}`;
  return (
    <blockquote className={styles.card} cite={basePath + path}>
      <div className={styles.head}>
        <Avatar src={user ? pictureUrl(user) : ""} name={user?.username ?? "?"} size={20} />
        <strong>{override || (user ? displayName(user, format) : "…")}</strong>
        {user ? <UserTags user={user} /> : null}
        <span className={styles.when}>{agoText(quoted.create_at, Date.now(), clock)}</span>
      </div>
      <Collapsible>
        <PostMarkdown text={quoted.message} post={quoted} />
      </Collapsible>
      <PathLink className={styles.where} path={path}>
        {t("posts.posted_in", { where })}
      </PathLink>
    </blockquote>
  );
}
