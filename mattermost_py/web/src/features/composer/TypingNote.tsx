import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { typingIn } from "@/state/typing";
import { nameOf } from "@/state/users";

import styles from "./Composer.module.css";

/** Who is writing just now. */
export function TypingNote({ channelId, rootId }: { channelId: string; rootId: string }) {
  const text = useApp((state) => {
    const names = typingIn(state, channelId, rootId).map((id) => nameOf(state, id)).filter((name) => name !== "");
    const [first = "", second = ""] = names;
    if (names.length === 0) return "";
    if (names.length === 1) return t("composer.typing_one", { name: first });
    if (names.length === 2) return t("composer.typing_two", { first, second });
    return t("composer.typing_many", { count: names.length });
  });
  return (
    <p className={styles.typing} role="status" aria-live="off">
      {text}
    </p>
  );
}
