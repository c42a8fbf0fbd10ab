import { Bookmark, EyeOff, Pin } from "lucide-react";

import { t } from "@/i18n/t";

import styles from "./PostMarks.module.css";

interface Props {
  isPinned: boolean;
  isSaved: boolean;
  isEphemeral: boolean;
}

/** A line above a post that says why it stands out. */
export function PostMarks({ isPinned, isSaved, isEphemeral }: Props) {
  if (!isPinned && !isSaved && !isEphemeral) return null;
  return (
    <div className={styles.marks}>
      {isPinned ? (
        <span className={styles.mark}>
          <Pin size={12} aria-hidden /> {t("posts.pinned")}
        </span>
      ) : null}
      {isSaved ? (
        <span className={styles.mark}>
          <Bookmark size={12} aria-hidden /> {t("posts.saved")}
        </span>
      ) : null}
      {isEphemeral ? (
        <span className={styles.mark}>
          <EyeOff size={12} aria-hidden /> {t("posts.only_you")}
        </span>
      ) : null}
    </div>
  );
}
