import { useId } from "react";
import { t } from "@/i18n/t";
import { displayOrder } from "@/state/order";
import { useApp } from "@/state/store";
import { TextField } from "@/ui/Field";

interface Props {
  teamId: string;
  value: string;
  disabled?: boolean;
  onChange: (name: string) => void;
}

/** The sidebar category in which a channel appears for everybody, where the site sorts channels so. */
export function CategoryField({ teamId, value, disabled, onChange }: Props) {
  const id = useId();
  const isOn = useApp((state) => state.server.config["ExperimentalChannelCategorySorting"] === "true");
  const channels = useApp((state) => state.channels.byId);
  const categories = useApp((state) => state.categories.byId);
  if (!isOn) return null;
  const used = [
    ...Object.values(channels).flatMap((one) => (one.team_id === teamId ? (one.default_category_name ?? "") : "")),
    ...Object.values(categories).flatMap((one) => (one.team_id === teamId && one.type === "custom" ? one.display_name : "")),
  ];
  const names = [...new Set(used)].filter((name) => name !== "").sort(displayOrder);
  return (
    <>
      <TextField
        label={`${t("channels.category")} (${t("common.optional")})`}
        hint={t("channels.category_hint")}
        maxLength={64}
        list={id}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={id}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
