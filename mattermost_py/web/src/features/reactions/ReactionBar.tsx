import { SmilePlus } from "lucide-react";
import { useState } from "react";

import { Emoji, EmojiPicker } from "@/features/emoji";
import { t } from "@/i18n/t";
import { Tooltip } from "@/ui/Tooltip";

import styles from "./ReactionBar.module.css";
import type { Chip } from "./useReactionBar";

interface Props {
  chips: readonly Chip[];
  canReact: boolean;
  onToggle: (emoji: string) => void;
  describe: (chip: Chip) => string;
}

/** The emoji under a post. Draws what it is given; knows no network and no store. */
export function ReactionBar({ chips, canReact, onToggle, describe }: Props) {
  if (chips.length === 0) return null;
  return (
    <ul className={styles.bar} aria-label={t("reactions.title")}>
      {chips.map((chip) => (
        <li key={chip.emoji}>
          <ReactionChip chip={chip} canReact={canReact} onToggle={onToggle} describe={describe} />
        </li>
      ))}
      {canReact ? (
        <li>
          <EmojiPicker
            label={t("reactions.add")}
            onPick={onToggle}
            button={
              <button type="button" className={styles.add} aria-label={t("reactions.add")} title={t("reactions.add")}>
                <SmilePlus size={15} aria-hidden />
              </button>
            }
          />
        </li>
      ) : null}
    </ul>
  );
}

function ReactionChip({ chip, canReact, onToggle, describe }: Omit<Props, "chips"> & { chip: Chip }) {
  // Names are put together only when somebody asks who it was.
  const [who, setWho] = useState("");
  const ask = () => setWho(describe(chip));
  return (
    <Tooltip text={who === "" ? `:${chip.emoji}:` : who} side="top">
      <button
        type="button"
        className={styles.chip}
        aria-pressed={chip.isMine}
        aria-label={t("reactions.chip", { emoji: chip.emoji, count: chip.count })}
        disabled={!canReact}
        onPointerEnter={ask}
        onFocus={ask}
        onClick={() => onToggle(chip.emoji)}
      >
        <Emoji name={chip.emoji} isDecorative />
        <span className={styles.count} key={chip.count}>
          {chip.count}
        </span>
      </button>
    </Tooltip>
  );
}
