import { Menu, MenuItem } from "@/ui/Menu";
import { t } from "@/i18n/t";

import { SKIN_TONES, type SkinTone } from "./emojiData";
import styles from "./EmojiPicker.module.css";

const HANDS: Record<SkinTone, string> = {
  "": "✋",
  light: "✋🏻",
  medium_light: "✋🏼",
  medium: "✋🏽",
  medium_dark: "✋🏾",
  dark: "✋🏿",
};

interface Props {
  tone: SkinTone;
  onChange: (tone: SkinTone) => void;
}

/** Chooses the skin tone of people and hands. */
export function SkinTones({ tone, onChange }: Props) {
  const tones: SkinTone[] = ["", ...SKIN_TONES];
  return (
    <Menu
      label={t("emoji.skin_tone")}
      placement="bottom-end"
      button={
        <button type="button" className={styles.tone} aria-label={t("emoji.skin_tone")} title={t("emoji.skin_tone")}>
          {HANDS[tone]}
        </button>
      }
    >
      {tones.map((one) => (
        <MenuItem key={one} icon={<span>{HANDS[one]}</span>} checked={one === tone} onSelect={() => onChange(one)}>
          {t(`emoji.tone.${one || "default"}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
