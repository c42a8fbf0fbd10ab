import type { Post } from "@mattermost/types/posts";
import { Flame } from "lucide-react";

import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { useTask } from "@/ui/useTask";

import styles from "./BurnState.module.css";
import { readingTime, reveal } from "./burning";

/** In the place of a text that waits to be opened. */
export function Sealed({ post }: { post: Post }) {
  const { busy, problem, run } = useTask();
  const minutes = Math.max(1, Math.round(readingTime(post) / 60_000));
  return (
    <div className={styles.sealed}>
      <Flame size={18} aria-hidden className={styles.flame} />
      <span className={styles.words}>{t("posts.burn_sealed", { minutes })}</span>
      <Button size="s" tone="primary" busy={busy} onClick={() => run(() => reveal(post))}>
        {t("posts.burn_reveal")}
      </Button>
      {problem === "" ? null : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
