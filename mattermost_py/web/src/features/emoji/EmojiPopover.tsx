import { Popover, usePopoverStore } from "@ariakit/react/popover";
import { useId, useState } from "react";

import { t } from "@/i18n/t";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { Tabs } from "@/ui/Tabs";

import { EmojiPanel } from "./EmojiPanel";
import styles from "./EmojiPicker.module.css";
import { GifPanel } from "./GifPanel";

interface Props {
  anchor: HTMLElement;
  label: string;
  onPick: (name: string) => void;
  /** Takes a GIF as Markdown, where one may be sent. */
  onGif?: ((markdown: string) => void) | undefined;
  onClose: () => void;
}

/** The open picker, beside its button; with GIFs if the site has a key for them. */
export default function EmojiPopover({ anchor, label, onPick, onGif, onClose }: Props) {
  const hasGifs = useApp((state) => isEnabled(state, "EnableGifPicker") && (state.server.config.GiphySdkKey ?? "") !== "");
  const [kind, setKind] = useState<"emoji" | "gif">("emoji");
  const id = useId();
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
      {onGif && hasGifs ? (
        <div className={styles.kinds}>
          <Tabs
            label={t("emoji.kinds")}
            panel={id}
            value={kind}
            onChange={setKind}
            tabs={[
              { value: "emoji", text: t("emoji.all") },
              { value: "gif", text: t("emoji.gifs") },
            ]}
          />
        </div>
      ) : null}
      <div id={id}>
        {kind === "gif" && onGif ? (
          <GifPanel
            onPick={(gif) => {
              onGif(`![${gif.title.replace(/[[\]\\]/g, "")}](${gif.url})`);
              popover.hide();
            }}
          />
        ) : (
          <EmojiPanel
            onPick={(name, keepsOpen) => {
              onPick(name);
              if (!keepsOpen) popover.hide();
            }}
          />
        )}
      </div>
    </Popover>
  );
}
