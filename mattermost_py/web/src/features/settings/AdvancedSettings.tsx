import { setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { preference } from "@/state/preferences";
import { useApp } from "@/state/store";
import { Checkbox, Radios, Select } from "@/ui/Field";
import { Section, Sections } from "./Section";

const UNDO_SECONDS = [0, 5, 10, 20, 30];

/** Writing, threads and where reading begins. */
export default function AdvancedSettings() {
  const value = (name: string, fallback: string) => (state: Parameters<typeof preference>[0]) => preference(state, "advanced_settings", name, fallback);
  const sendOnCtrl = useApp(value("send_on_ctrl_enter", "false"));
  const codeOnCtrl = useApp(value("code_block_ctrl_enter", "true"));
  const joinLeave = useApp(value("join_leave", "true"));
  const start = useApp(value("unread_scroll_position", "start_from_left_off"));
  const undo = useApp(value("mmpy_undo_send", "0"));
  const drafts = useApp(value("sync_drafts", "true"));
  const rule = useApp((state) => state.server.config.CollapsedThreads as string | undefined);
  const threads = useApp((state) => preference(state, "display_settings", "collapsed_reply_threads", rule === "default_on" ? "on" : "off"));
  const set = (name: string) => (on: boolean) => void setPreference("advanced_settings", name, on ? "true" : "false");
  return (
    <Sections>
      <Section title={t("settings.writing")}>
        <Checkbox label={t("settings.send_on_ctrl")} hint={t("settings.send_on_ctrl_hint")} checked={sendOnCtrl === "true"} onChange={set("send_on_ctrl_enter")} />
        <Checkbox label={t("settings.code_on_ctrl")} checked={codeOnCtrl === "true"} onChange={set("code_block_ctrl_enter")} />
        <Select label={t("settings.undo_send")} value={undo} onChange={(event) => void setPreference("advanced_settings", "mmpy_undo_send", event.currentTarget.value)}>
          {UNDO_SECONDS.map((seconds) => (
            <option key={seconds} value={seconds}>
              {t("settings.undo_seconds", { seconds })}
            </option>
          ))}
        </Select>
        <Checkbox label={t("settings.sync_drafts")} checked={drafts === "true"} onChange={set("sync_drafts")} />
      </Section>
      <Section title={t("settings.reading")}>
        <Radios
          label={t("settings.unread_start")}
          value={start}
          options={[
            { value: "start_from_left_off", text: t("settings.unread_left_off") },
            { value: "start_from_newest", text: t("settings.unread_newest") },
          ]}
          onChange={(next) => void setPreference("advanced_settings", "unread_scroll_position", next)}
        />
        <Checkbox label={t("settings.join_leave")} checked={joinLeave === "true"} onChange={set("join_leave")} />
        {(rule === "default_on" || rule === "default_off") && (
          <Checkbox
            label={t("settings.threads")}
            hint={t("settings.threads_hint")}
            checked={threads === "on"}
            onChange={(on) => void setPreference("display_settings", "collapsed_reply_threads", on ? "on" : "off").then(() => window.location.reload())}
          />
        )}
      </Section>
    </Sections>
  );
}
