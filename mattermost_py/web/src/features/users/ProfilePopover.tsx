import { Popover, usePopoverStore } from "@ariakit/react/popover";
import { MessageSquare, Settings } from "lucide-react";
import { useEffect, useState } from "react";
import { openDirect } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { loadPresences } from "@/load/users";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { ProfileCard } from "./ProfileCard";
import styles from "./ProfilePopover.module.css";

interface Opened {
  userId: string;
  anchor: HTMLElement;
}

/** One popover for every name and picture that carries `data-user`. */
export function ProfilePopover() {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-user]") : null;
      const userId = anchor?.dataset["user"] ?? "";
      if (anchor === null || userId === "") return;
      event.preventDefault();
      void loadPresences([userId]).catch(() => undefined);
      setOpened({ userId, anchor });
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);
  return opened && <Card key={opened.userId} {...opened} onClose={() => setOpened(null)} />;
}

function Card({ userId, anchor, onClose }: Opened & { onClose: () => void }) {
  const known = useApp((state) => userId in state.users.byId);
  const isMe = useApp((state) => state.users.meId === userId);
  const popover = usePopoverStore({ open: true, setOpen: (open) => !open && onClose(), placement: "right-start" });
  if (!known) return null;
  return (
    <Popover store={popover} portal gutter={8} className={styles.popover} aria-label={t("users.profile")} getAnchorRect={() => anchor.getBoundingClientRect()} finalFocus={anchor} autoFocusOnShow>
      <ProfileCard userId={userId} />
      {isMe ? (
        <Button
          wide
          icon={<Settings size={16} />}
          onClick={() => {
            onClose();
            change(openDialog, "settings", "profile");
          }}
        >
          {t("settings.profile")}
        </Button>
      ) : (
        <Button
          wide
          tone="primary"
          icon={<MessageSquare size={16} />}
          onClick={() => {
            onClose();
            void openDirect(userId);
          }}
        >
          {t("users.message")}
        </Button>
      )}
    </Popover>
  );
}
