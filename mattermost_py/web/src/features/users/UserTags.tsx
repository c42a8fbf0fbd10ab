import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { isGuest } from "@/state/users";
import { Tag } from "@/ui/Badge";

/** What kind of account somebody has, beside their name: a bot, a guest. */
export function UserTags({ user }: { user: Pick<User, "roles" | "is_bot"> }) {
  return (
    <>
      {user.is_bot ? <Tag>{t("common.bot")}</Tag> : null}
      {isGuest(user) ? <GuestTag /> : null}
    </>
  );
}

function GuestTag() {
  const isHidden = useApp((state) => isEnabled(state, "HideGuestTags"));
  return isHidden ? null : <Tag>{t("common.guest")}</Tag>;
}
