import { t } from "@/i18n/t";
import { levels } from "@/state/levels";
import { useApp } from "@/state/store";
import { Select } from "@/ui/Field";

interface Props {
  value: string;
  onChange: (level: string) => void;
}

/** The level of a channel, where the site has any. */
export function LevelField({ value, onChange }: Props) {
  const known = useApp(levels);
  if (known.length === 0) return null;
  return (
    <Select label={t("channels.level")} hint={t("channels.level_hint")} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{t("channels.level_none")}</option>
      {known.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}
