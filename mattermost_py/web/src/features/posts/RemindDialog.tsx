import type { DialogProps } from "@/app/Dialogs";
import PickTimeDialog from "@/features/drafts/PickTimeDialog";
import { t } from "@/i18n/t";

import { remindOf } from "./reminding";

/** A reminder at a time of one's own choice. */
export default function RemindDialog({ id, onClose }: DialogProps) {
  return <PickTimeDialog title={t("posts.remind")} action={t("posts.remind_set")} onPick={(at) => remindOf(id, at)} onClose={onClose} />;
}
