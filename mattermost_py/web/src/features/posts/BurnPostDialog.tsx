import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Confirm } from "@/ui/Confirm";

import { burn } from "./burning";

/** Asks before a burn-on-read message ends early. */
export default function BurnPostDialog({ id, onClose }: DialogProps) {
  const isOwn = useApp((state) => state.posts.byId[id]?.user_id === state.users.meId);
  return (
    <Confirm title={t("posts.burn_title")} action={t("posts.burn_now")} danger onConfirm={() => burn(id)} onClose={onClose}>
      {t(isOwn ? "posts.burn_own_text" : "posts.burn_text")}
    </Confirm>
  );
}
