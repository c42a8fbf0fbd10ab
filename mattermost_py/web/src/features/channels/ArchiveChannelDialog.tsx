import type { DialogProps } from "@/app/Dialogs";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Confirm } from "@/ui/Confirm";
import { archive } from "./actions";

/** Asks before a channel is closed for everybody. */
export default function ArchiveChannelDialog({ id, onClose }: DialogProps) {
  const channel = useApp((state) => state.channels.byId[id]);
  if (channel === undefined) return null;
  return (
    <Confirm title={t("channels.archive_title", { name: channel.display_name })} action={t("channels.archive")} danger onConfirm={() => archive(channel)} onClose={onClose}>
      {t("channels.archive_text")}
    </Confirm>
  );
}
