import { Smile } from "lucide-react";
import { cloneElement, type MouseEvent, type ReactElement, useRef, useState } from "react";

import { t, withWords } from "@/i18n/t";
import { useApp } from "@/state/store";
import { ahead } from "@/ui/ahead";
import { IconButton } from "@/ui/IconButton";
import { late, Later } from "@/ui/late";

import { loadEmoji } from "./emojiData";

const EmojiPopover = late(() => withWords(import("./EmojiPopover"), "more"));

interface Props {
  onPick: (name: string) => void;
  /** Takes a GIF as Markdown, where one may be sent. */
  onGif?: (markdown: string) => void;
  /** The button that opens it; a smiling face if none is given. */
  button?: ReactElement<Record<string, unknown>>;
  label?: string;
  /** Emoji can be picked here even where the site wants no picker for messages. */
  isNeeded?: boolean;
  onOpenChange?: (open: boolean) => void;
}

/** A button that opens the emoji picker; the picker's code arrives with its first use. */
export function EmojiPicker({ onPick, onGif, button, label = t("emoji.pick"), isNeeded = false, onOpenChange }: Props) {
  const anchor = useRef<HTMLElement | null>(null);
  const [open, setOpen] = useState(false);
  const isOffered = useApp((state) => isNeeded || state.server.config.EnableEmojiPicker !== "false");
  function show(next: boolean) {
    setOpen(next);
    onOpenChange?.(next);
  }
  if (!isOffered) return null;
  const opener = cloneElement<Record<string, unknown>>(button ?? <IconButton label={label} icon={<Smile size={18} />} />, {
    "aria-haspopup": "dialog",
    "aria-expanded": open,
    onPointerEnter: () => {
      EmojiPopover.ahead();
      ahead(loadEmoji);
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      anchor.current = event.currentTarget;
      show(!open);
    },
  });
  return (
    <>
      {opener}
      {open && anchor.current && (
        <Later>
          <EmojiPopover anchor={anchor.current} label={label} onPick={onPick} onGif={onGif} onClose={() => show(false)} />
        </Later>
      )}
    </>
  );
}
