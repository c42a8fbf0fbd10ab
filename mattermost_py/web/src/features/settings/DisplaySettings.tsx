import { useMemo } from "react";
import { type Direction, type TextSize, TEXT_SIZES, themeChoice, type ThemeChoice, themeRules } from "@/app/theme";
import { patchMe } from "@/client/users";
import { setPreference, tried } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { displaySetting, isMilitaryTime } from "@/state/preferences";
import { change, useApp } from "@/state/store";
import { me, nameFormat, type NameFormat, receiveUsers } from "@/state/users";
import { Checkbox, Radios, Select } from "@/ui/Field";
import { CustomTheme } from "./CustomTheme";
import { Section, Sections } from "./Section";

/** How everything looks; each choice shows at once. */
export default function DisplaySettings() {
  return (
    <Sections>
      <Theme />
      <Reading />
      <Messages />
      <Names />
      <Clock />
      <TimeZone />
    </Sections>
  );
}

const set = (name: string, value: string) => void setPreference("display_settings", name, value);

function useSetting(name: string, fallback: string): string {
  return useApp((state) => displaySetting(state, name, fallback));
}

function Theme() {
  const choice = useApp(themeChoice);
  const config = useApp((state) => state.server.config);
  const rules = useMemo(() => themeRules(config), [config]);
  const contrast = useSetting("mmpy_contrast", "");
  return (
    <Section title={t("settings.theme")}>
      {rules.mayChoose ? (
        <Radios<ThemeChoice>
          label={t("settings.theme")}
          hideLabel
          value={choice}
          options={rules.offered.map((value) => ({ value, text: t(`settings.theme_${value}`), ...(value === "custom" ? { hint: t("settings.theme_custom_hint") } : {}) }))}
          onChange={(value) => set("mmpy_theme", value)}
        />
      ) : (
        <p>{t("settings.theme_fixed")}</p>
      )}
      {choice === "custom" && <CustomTheme />}
      <Checkbox label={t("settings.contrast")} checked={contrast === "high"} onChange={(on) => set("mmpy_contrast", on ? "high" : "")} />
    </Section>
  );
}

/** Size and direction of everything that is read. */
function Reading() {
  const size = useSetting("mmpy_text_size", "100");
  const direction = useSetting("mmpy_direction", "auto");
  return (
    <Section title={t("settings.reading_text")}>
      <Select label={t("settings.text_size")} value={size} onChange={(event) => set("mmpy_text_size", event.currentTarget.value)}>
        {TEXT_SIZES.map((one: TextSize) => (
          <option key={one} value={one}>
            {one} %
          </option>
        ))}
      </Select>
      <Radios<Direction>
        label={t("settings.direction")}
        value={direction === "rtl" || direction === "ltr" ? direction : "auto"}
        options={[
          { value: "auto", text: t("settings.direction_auto") },
          { value: "ltr", text: t("settings.direction_ltr") },
          { value: "rtl", text: t("settings.direction_rtl") },
        ]}
        onChange={(value) => set("mmpy_direction", value)}
      />
    </Section>
  );
}

function Messages() {
  const display = useSetting("message_display", "clean");
  const width = useSetting("channel_display_mode", "full");
  const collapse = useSetting("collapse_previews", "false");
  const links = useSetting("link_previews", "true");
  const emoticons = useSetting("render_emoticons_as_emoji", "true");
  const presence = useSetting("availability_status_on_posts", "true");
  const quick = useSetting("one_click_reactions_enabled", "true");
  const yesNo = (on: boolean) => (on ? "true" : "false");
  return (
    <Section title={t("settings.messages")}>
      <Radios
        label={t("settings.density")}
        value={display}
        options={[
          { value: "clean", text: t("settings.density_clean"), hint: t("settings.density_clean_hint") },
          { value: "compact", text: t("settings.density_compact"), hint: t("settings.density_compact_hint") },
        ]}
        onChange={(value) => set("message_display", value)}
      />
      <Radios
        label={t("settings.width")}
        value={width}
        options={[
          { value: "full", text: t("settings.width_full") },
          { value: "centered", text: t("settings.width_centered") },
        ]}
        onChange={(value) => set("channel_display_mode", value)}
      />
      <Checkbox label={t("settings.link_previews")} checked={links === "true"} onChange={(on) => set("link_previews", yesNo(on))} />
      <Checkbox label={t("settings.collapse_previews")} checked={collapse === "true"} onChange={(on) => set("collapse_previews", yesNo(on))} />
      <Checkbox label={t("settings.emoticons")} checked={emoticons === "true"} onChange={(on) => set("render_emoticons_as_emoji", yesNo(on))} />
      <Checkbox label={t("settings.presence_on_posts")} checked={presence === "true"} onChange={(on) => set("availability_status_on_posts", yesNo(on))} />
      <Checkbox label={t("settings.quick_reactions")} checked={quick === "true"} onChange={(on) => set("one_click_reactions_enabled", yesNo(on))} />
    </Section>
  );
}

function Names() {
  const format = useApp(nameFormat);
  const locked = useApp((state) => state.server.config["LockTeammateNameDisplay"] === "true");
  if (locked) return null;
  return (
    <Section title={t("settings.name_format")}>
      <Radios<NameFormat>
        label={t("settings.name_format")}
        hideLabel
        value={format}
        options={[
          { value: "username", text: t("settings.name_username") },
          { value: "nickname_full_name", text: t("settings.name_nickname") },
          { value: "full_name", text: t("settings.name_full") },
        ]}
        onChange={(value) => set("name_format", value)}
      />
    </Section>
  );
}

function Clock() {
  const military = useApp(isMilitaryTime);
  return (
    <Section title={t("settings.clock")}>
      <Radios
        label={t("settings.clock")}
        hideLabel
        value={String(military)}
        options={[
          { value: "false", text: t("settings.clock_12") },
          { value: "true", text: t("settings.clock_24") },
        ]}
        onChange={(value) => set("use_military_time", value)}
      />
    </Section>
  );
}

function TimeZone() {
  const user = useApp(me);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = user?.timezone;
  const manual = zone !== undefined && String(zone.useAutomaticTimezone) === "false" ? zone.manualTimezone : "";
  async function save(chosen: string) {
    const timezone = { useAutomaticTimezone: chosen === "" ? "true" : "false", automaticTimezone: here, manualTimezone: chosen };
    await tried(async () => change(receiveUsers, [await patchMe({ timezone })]));
  }
  return (
    <Section title={t("settings.timezone")}>
      <Select label={t("settings.timezone")} hideLabel value={manual} onChange={(event) => void save(event.currentTarget.value)}>
        <option value="">{t("settings.timezone_auto", { zone: here })}</option>
        {Intl.supportedValuesOf("timeZone").map((name) => (
          <option key={name} value={name}>
            {name.replaceAll("_", " ")}
          </option>
        ))}
      </Select>
    </Section>
  );
}
