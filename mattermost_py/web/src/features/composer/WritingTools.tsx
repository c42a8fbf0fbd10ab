import { ALargeSmall, Paperclip } from "lucide-react";
import { type ReactNode, type RefObject, useCallback, useRef, useState } from "react";

import { EmojiPicker } from "@/features/emoji";
import { t } from "@/i18n/t";
import { preference } from "@/state/preferences";
import { useApp } from "@/state/store";
import { FilePicker } from "@/ui/FilePicker";
import { IconButton } from "@/ui/IconButton";
import { isTouched } from "@/ui/touch";

import styles from "./Composer.module.css";
import { FormatBar } from "./FormatBar";
import type { Format } from "./formatting";
import type { FieldHandle } from "./MessageField";

interface Props {
  /** Another place closes what is open. */
  place?: string;
  /** The field they write into. */
  field: RefObject<FieldHandle | null>;
  isPreview: boolean;
  onFiles: (files: readonly File[]) => void;
  /** What the place offers beside files and emoji. */
  children?: ReactNode;
}

/** As it was left last; on a phone there is room for the message first. */
function startsWithFormats(): boolean {
  const kept = localStorage.getItem("mmpy.formatbar");
  return kept === null ? !isTouched() : kept === "on";
}

/** The buttons below a field for messages: files, emoji, formats. */
export function WritingTools({ place = "", field, isPreview, onFiles, children }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const [showsFormats, setShowsFormats] = useState(startsWithFormats);
  const hasFormats = useApp((state) => preference(state, "advanced_settings", "formatting", "true") !== "false");
  const format = useCallback((wanted: Format) => field.current?.format(wanted), [field]);
  function toggleFormats() {
    localStorage.setItem("mmpy.formatbar", showsFormats ? "off" : "on");
    setShowsFormats(!showsFormats);
  }
  return (
    <div className={styles.left}>
      <IconButton label={t("composer.attach")} icon={<Paperclip size={17} />} onClick={() => picker.current?.click()} />
      <EmojiPicker key={place} label={t("emoji.pick")} onPick={(name) => field.current?.insert(`:${name}: `)} onGif={(markdown) => field.current?.insert(`${markdown} `)} />
      {children}
      {hasFormats ? <IconButton label={t("composer.show_formats")} active={showsFormats} icon={<ALargeSmall size={18} />} onClick={toggleFormats} /> : null}
      {hasFormats && showsFormats ? (
        <>
          <span className={styles.divider} />
          <FormatBar isDisabled={isPreview} onFormat={format} />
        </>
      ) : null}
      <FilePicker ref={picker} multiple onPick={onFiles} />
    </div>
  );
}
