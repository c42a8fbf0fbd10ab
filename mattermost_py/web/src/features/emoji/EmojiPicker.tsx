import { Popover, PopoverDisclosure, PopoverProvider, usePopoverStore } from "@ariakit/react/popover";
import { Smile } from "lucide-react";
import { lazy, type ReactElement, Suspense } from "react";

import { t } from "@/i18n/t";
import { IconButton } from "@/ui/IconButton";

import styles from "./EmojiPicker.module.css";
import { loadEmoji } from "./emojiData";

const EmojiPanel = lazy(() => import("./EmojiPanel").then((module) => ({ default: module.EmojiPanel })));

interface Props {
  onPick: (name: string) => void;
  /** The button that opens it; a smiling face if none is given. */
  button?: ReactElement;
  label?: string;
  onOpenChange?: (open: boolean) => void;
}

/** A button that opens the emoji picker; the picker's code arrives with its first use. */
export function EmojiPicker({ onPick, button, label = t("emoji.pick"), onOpenChange }: Props) {
  const popover = usePopoverStore({ placement: "top-end", ...(onOpenChange ? { setOpen: onOpenChange } : {}) });
  return (
    <PopoverProvider store={popover}>
      <PopoverDisclosure
        onPointerEnter={() => void loadEmoji()}
        render={button ?? <IconButton label={label} icon={<Smile size={18} />} />}
      />
      <Popover portal unmountOnHide gutter={6} className={styles.popover} aria-label={label} autoFocusOnShow={false}>
        <Suspense fallback={<div className={styles.panel} />}>
          <EmojiPanel
            onPick={(name, keepsOpen) => {
              onPick(name);
              if (!keepsOpen) popover.hide();
            }}
          />
        </Suspense>
      </Popover>
    </PopoverProvider>
  );
}
