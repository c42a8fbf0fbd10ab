import { setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { preference } from "@/state/preferences";
import { useApp } from "@/state/store";
import { Checkbox, Select } from "@/ui/Field";
import { Section, Sections } from "./Section";

const LIMITS = ["10", "15", "20", "40"];

/** What stands in the channel list. */
export default function SidebarSettings() {
  const grouped = useApp((state) => preference(state, "sidebar_settings", "show_unread_section", "false"));
  const limit = useApp((state) => preference(state, "sidebar_settings", "limit_visible_dms_gms", "40"));
  return (
    <Sections>
      <Section title={t("settings.sidebar_unread")}>
        <Checkbox
          label={t("settings.sidebar_group_unread")}
          hint={t("settings.sidebar_group_unread_hint")}
          checked={grouped === "true"}
          onChange={(on) => void setPreference("sidebar_settings", "show_unread_section", on ? "true" : "false")}
        />
      </Section>
      <Section title={t("settings.sidebar_directs")}>
        <Select label={t("settings.sidebar_directs")} hideLabel value={limit} onChange={(event) => void setPreference("sidebar_settings", "limit_visible_dms_gms", event.currentTarget.value)}>
          {LIMITS.map((one) => (
            <option key={one} value={one}>
              {t("settings.sidebar_latest", { count: Number(one) })}
            </option>
          ))}
        </Select>
      </Section>
    </Sections>
  );
}
