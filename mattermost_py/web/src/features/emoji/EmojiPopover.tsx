import { Popover, usePopoverStore } from "@ariakit/react/popover";

import { EmojiPanel } from "./EmojiPanel";
import styles from "./EmojiPicker.module.css";

interface Props {
  anchor: HTMLElement;
  label: string;
  onPick: (name: string) => void;
  onClose: () => void;
}

/** The open picker, beside its button. */
export default function EmojiPopover({ anchor, label, onPick, onClose }: Props) {
  const popover = usePopoverStore({ open: true, setOpen: (open) => !open && onClose(), placement: "top-end" });
  return (
    <Popover
      store={popover}
      portal
      gutter={6}
      className={styles.popover}
      aria-label={label}
      autoFocusOnShow={false}
      getAnchorRect={() => anchor.getBoundingClientRect()}
      finalFocus={anchor}
      hideOnInteractOutside={(event) => !(event.target instanceof Node && anchor.contains(event.target))}
    >
      <EmojiPanel
        onPick={(name, keepsOpen) => {
          onPick(name);
          if (!keepsOpen) popover.hide();
        }}
      />
    </Popover>
  );
}
