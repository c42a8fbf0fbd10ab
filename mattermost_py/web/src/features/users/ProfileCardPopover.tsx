import { Popover, usePopoverStore } from "@ariakit/react/popover";
import { MessageSquare, Settings } from "lucide-react";
import { openDirect } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { Button } from "@/ui/Button";
import { ProfileCard } from "./ProfileCard";
import styles from "./ProfilePopover.module.css";

interface Props {
  userId: string;
  anchor: HTMLElement;
  onClose: () => void;
}

/** Whether there is no room beside what was clicked. */
const isNarrow = () => window.innerWidth < 768;

/** The open profile of one person, beside what was clicked. */
export default function ProfileCardPopover({ userId, anchor, onClose }: Props) {
  const known = useApp((state) => userId in state.users.byId);
  const isMe = useApp((state) => state.users.meId === userId);
  const popover = usePopoverStore({ open: true, setOpen: (open) => !open && onClose(), placement: isNarrow() ? "bottom-start" : "right-start" });
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
