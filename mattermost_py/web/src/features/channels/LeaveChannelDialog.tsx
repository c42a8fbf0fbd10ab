import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Confirm } from "@/ui/Confirm";
import { leave } from "./actions";

/** Asks before leaving; a private channel cannot be entered again by oneself. */
export default function LeaveChannelDialog({ id, onClose }: DialogProps) {
  const channel = useApp((state) => state.channels.byId[id]);
  if (channel === undefined) return null;
  return (
    <Confirm title={t("channels.leave_title", { name: channel.display_name })} action={t("channels.leave")} danger onConfirm={() => leave(channel)} onClose={onClose}>
      {t(channel.type === "P" ? "channels.leave_private" : "channels.leave_public")}
    </Confirm>
  );
}
