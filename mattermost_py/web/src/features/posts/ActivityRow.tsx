import { Users } from "lucide-react";
import { memo } from "react";

import { useAppShallow } from "@/state/store";

import styles from "./ActivityRow.module.css";
import { SystemSentence } from "./SystemSentence";
import { foldedLines } from "./systemPosts";

/** Who came and went, folded into few words. */
export const ActivityRow = memo(function ActivityRow({ postIds }: { postIds: readonly string[] }) {
  const posts = useAppShallow((state) => postIds.flatMap((id) => state.posts.byId[id] ?? []));
  return (
    <div className={styles.row}>
      <Users size={14} aria-hidden className={styles.icon} />
      <div>
        {foldedLines(posts).map((line) => (
          <p key={line.key + (line.names["actor"]?.[0] ?? "")}>
            <SystemSentence line={line} />
          </p>
        ))}
      </div>
    </div>
  );
});
