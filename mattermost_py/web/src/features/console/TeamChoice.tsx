import { PAGE_SIZE, teamsAt } from "@/client/console";
import { t } from "@/i18n/t";
import { Select } from "@/ui/Field";
import { allPages } from "./csv";
import { useLoaded } from "./useLoaded";

/** People who are in no team at all. */
export const NO_TEAM = "none";

interface Props {
  value: string;
  /** Offers those who are in none. */
  withNone?: boolean;
  onChange: (teamId: string) => void;
}

/** One team of all, or every team; nothing to choose where there is only one. */
export function TeamChoice({ value, withNone = false, onChange }: Props) {
  const { value: teams } = useLoaded("teams", () => allPages(PAGE_SIZE, teamsAt));
  if (!withNone && (teams?.length ?? 0) < 2) return null;
  return (
    <Select label={t("console.team")} hideLabel value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{t("console.any_team")}</option>
      {withNone && <option value={NO_TEAM}>{t("console.no_team")}</option>}
      {teams?.map((team) => (
        <option key={team.id} value={team.id}>
          {team.display_name}
        </option>
      ))}
    </Select>
  );
}
