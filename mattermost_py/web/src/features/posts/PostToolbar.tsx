import type { Post } from "@mattermost/types/posts";
import { Ellipsis, MessageSquare, SmilePlus } from "lucide-react";

import { Emoji, EmojiPicker, useEmojiTable } from "@/features/emoji";
import { recentEmoji } from "@/features/emoji/recentEmoji";
import { toggleReaction } from "@/features/reactions/toggleReaction";
import { t } from "@/i18n/t";
import { displaySetting } from "@/state/preferences";
import { change, useApp, useAppShallow } from "@/state/store";
import { openThread } from "@/state/ui";
import { IconButton } from "@/ui/IconButton";
import { Menu } from "@/ui/Menu";
import { classes } from "@/ui/classes";
import { late } from "@/ui/late";

import type { Place } from "./editing";
import { allowedActions } from "./postActions";
import { POST_KEYS } from "./postKeys";
import styles from "./PostToolbar.module.css";

const PostMenuRows = late(() => import("./PostMenuRows"), (module) => module.PostMenuRows);

export const postMenuAhead = PostMenuRows.ahead;

interface Props {
  post: Post;
  place: Place;
  /** Told when a menu or picker of the bar opens, so that the bar stays. */
  onOpenChange: (open: boolean) => void;
}

const USUAL = ["+1", "heart", "white_check_mark"];

/** What can be done with a post, at its top right corner. */
export function PostToolbar({ post, place, onOpenChange }: Props) {
  const allowed = useAppShallow((state) => allowedActions(state, post, Date.now()));
  const hasQuick = useApp((state) => displaySetting(state, "one_click_reactions_enabled", "true") === "true");
  const recent = useApp(recentEmoji);
  const table = useEmojiTable();
  const quick = [...new Set([...recent, ...USUAL].map((name) => table?.usualName(name) ?? name))].slice(0, 3);
  return (
    <div className={classes(styles.bar, place === "thread" && post.root_id === "" && styles.inside)} role="toolbar" aria-label={t("posts.actions")}>
      {allowed.react && hasQuick && place !== "list"
        ? quick.map((name) => (
            <IconButton key={name} size="s" className={classes(styles.button, styles.quick)} label={t("reactions.with", { emoji: name })} icon={<Emoji name={name} isDecorative />} onClick={() => void toggleReaction(post.id, name)} />
          ))
        : null}
      {allowed.react ? (
        <EmojiPicker
          label={t("reactions.add")}
          onOpenChange={onOpenChange}
          onPick={(name) => void toggleReaction(post.id, name)}
          button={<IconButton size="s" className={styles.button} label={t("reactions.add")} icon={<SmilePlus size={17} />} />}
        />
      ) : null}
      {allowed.reply && place !== "thread" ? (
        <IconButton size="s" className={styles.button} label={t("posts.reply")} keys={POST_KEYS.reply} icon={<MessageSquare size={17} />} onClick={() => change(openThread, post.root_id || post.id)} />
      ) : null}
      <Menu
        label={t("posts.actions")}
        placement="bottom-end"
        onOpenChange={onOpenChange}
        button={<IconButton size="s" className={styles.button} label={t("common.more")} icon={<Ellipsis size={17} />} />}
      >
        <PostMenuRows post={post} place={place} />
      </Menu>
    </div>
  );
}
