import { useEffect } from "react";

import { emojiImageUrl } from "@/client/emoji";
import { useApp } from "@/state/store";

import { wantEmoji } from "./customEmoji";
import styles from "./Emoji.module.css";
import { useEmojiTable } from "./emojiData";

interface Props {
  name: string;
  /** What the author typed; shown while or if nothing of that name is known. */
  source?: string;
  /** Beside a label that says the same, the picture is silent. */
  isDecorative?: boolean;
}

/** One emoji by its name: a character of the system font, or a picture of this server's own. */
export function Emoji({ name, source, isDecorative = false }: Props) {
  const table = useEmojiTable();
  const custom = useApp((state) => state.emoji.custom[name]);
  const glyph = table?.glyph(name) ?? null;
  const isUnknown = table !== null && glyph === null && custom === undefined;

  useEffect(() => {
    if (isUnknown) wantEmoji(name);
  }, [isUnknown, name]);

  const spoken = isDecorative ? { "aria-hidden": true } : { role: "img", "aria-label": `:${name}:`, title: `:${name}:` };
  if (glyph !== null) {
    return (
      <span className={styles.glyph} {...spoken}>
        {glyph}
      </span>
    );
  }
  if (custom === undefined) return source ?? `:${name}:`;
  return (
    <img
      className={styles.picture}
      src={emojiImageUrl(custom.id)}
      alt={isDecorative ? "" : `:${name}:`}
      title={isDecorative ? undefined : `:${name}:`}
      loading="lazy"
      draggable={false}
    />
  );
}
