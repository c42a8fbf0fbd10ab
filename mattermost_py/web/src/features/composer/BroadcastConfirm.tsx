import { t } from "@/i18n/t";
import { Confirm } from "@/ui/Confirm";

interface Props {
  names: readonly string[];
  members: number;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before a message calls everybody in a channel. */
export function BroadcastConfirm({ names, members, onConfirm, onClose }: Props) {
  const who = names.map((name) => `@${name}`).join(", ");
  return (
    <Confirm title={t("composer.confirm_title")} action={t("composer.send")} onConfirm={onConfirm} onClose={onClose}>
      {t("composer.confirm_text", { who, count: members - 1 })}
    </Confirm>
  );
}
