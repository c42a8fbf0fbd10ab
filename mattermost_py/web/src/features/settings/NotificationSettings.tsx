import { useState } from "react";
import { patchMe } from "@/client/users";
import { setPreference, tried } from "@/features/channels/actions";
import { playSound, soundOf, SOUNDS } from "@/features/notifications/sound";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { preference } from "@/state/preferences";
import { change, useApp } from "@/state/store";
import { me, receiveUsers } from "@/state/users";
import { Button } from "@/ui/Button";
import { Checkbox, Radios, Select, TextField } from "@/ui/Field";
import { HoursSettings } from "./HoursSettings";
import { PushSettings } from "./PushSettings";
import { Section, Sections } from "./Section";
import styles from "./Settings.module.css";
import { Trial } from "./NotificationTrial";

type Level = "all" | "mention" | "none";
type Notify = User["notify_props"];

/** When one is called, and by what; each choice counts at once. */
export default function NotificationSettings() {
  const user = useApp(me);
  const showsText = useApp((state) => preference(state, "notifications", "mmpy_show_text", "true") === "true");
  if (user === undefined) return null;
  const props = user.notify_props;
  const set = (patch: Partial<Notify>) => void save(user, patch);
  const levels: { value: Level; text: string }[] = [
    { value: "all", text: t("settings.notify_all") },
    { value: "mention", text: t("settings.notify_mention") },
    { value: "none", text: t("settings.notify_none") },
  ];
  return (
    <Sections>
      <Permission />
      <Section title={t("settings.notify_desktop")}>
        <Radios<Level> label={t("settings.notify_desktop")} hideLabel value={levelOf(props.desktop)} options={levels} onChange={(desktop) => set({ desktop })} />
        <Checkbox label={t("settings.notify_threads")} checked={props.desktop_threads !== "none" && props.desktop_threads !== "mention"} onChange={(on) => set({ desktop_threads: on ? "all" : "mention" })} />
        <Checkbox label={t("settings.notify_sound")} checked={props.desktop_sound !== "false"} onChange={(on) => set({ desktop_sound: on ? "true" : "false" })} />
        {props.desktop_sound !== "false" && (
          <Select
            label={t("settings.sound")}
            value={soundOf(props.desktop_notification_sound)}
            onChange={(event) => {
              const chosen = soundOf(event.currentTarget.value);
              playSound(chosen, true);
              set({ desktop_notification_sound: chosen });
            }}
          >
            {SOUNDS.map((sound) => (
              <option key={sound} value={sound}>
                {t(`settings.sound.${sound.toLowerCase()}`)}
              </option>
            ))}
          </Select>
        )}
        <Checkbox label={t("settings.notify_text")} hint={t("settings.notify_text_hint")} checked={showsText} onChange={(on) => void setPreference("notifications", "mmpy_show_text", on ? "true" : "false")} />
      </Section>
      <PushSettings />
      <Section title={t("settings.notify_push")}>
        <Radios<Level> label={t("settings.notify_push")} hideLabel value={levelOf(props.push)} options={levels} onChange={(push) => set({ push })} />
      </Section>
      <Section title={t("settings.notify_email")}>
        <Checkbox label={t("settings.notify_email_on")} hint={t("settings.notify_email_hint")} checked={props.email === "true"} onChange={(on) => set({ email: on ? "true" : "false" })} />
      </Section>
      <HoursSettings />
      <Keywords user={user} />
      <Trial />
    </Sections>
  );
}

function levelOf(value: Notify["desktop"]): Level {
  return value === "all" || value === "none" ? value : "mention";
}

async function save(user: User, patch: Partial<Notify>): Promise<void> {
  change(receiveUsers, [{ ...user, notify_props: { ...user.notify_props, ...patch } }]);
  const saved = await tried(async () => change(receiveUsers, [await patchMe({ notify_props: { ...user.notify_props, ...patch } })]));
  if (!saved) change(receiveUsers, [user]);
}

/** The browser itself must be asked before anything can be shown. */
function Permission() {
  const [permission, setPermission] = useState("Notification" in window ? Notification.permission : "denied");
  if (permission === "granted") return null;
  return (
    <Section title={t("settings.notify_browser")}>
      <p className={styles.muted}>{t(permission === "denied" ? "settings.notify_denied" : "settings.notify_ask")}</p>
      {permission === "default" && (
        <div className={styles.actions}>
          <Button tone="primary" onClick={() => void Notification.requestPermission().then(setPermission)}>
            {t("settings.notify_allow")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Keywords({ user }: { user: User }) {
  const props = user.notify_props;
  const [keys, setKeys] = useState(props.mention_keys);
  const [highlights, setHighlights] = useState((props.highlight_keys as string | undefined) ?? "");
  return (
    <Section title={t("settings.keywords")}>
      {user.first_name !== "" && <Checkbox label={t("settings.keyword_first_name", { name: user.first_name })} checked={props.first_name === "true"} onChange={(on) => void save(user, { first_name: on ? "true" : "false" })} />}
      <Checkbox label={t("settings.keyword_channel")} checked={props.channel === "true"} onChange={(on) => void save(user, { channel: on ? "true" : "false" })} />
      <TextField label={t("settings.keyword_others")} hint={t("settings.keyword_hint")} value={keys} onChange={(event) => setKeys(event.currentTarget.value)} onBlur={() => keys !== props.mention_keys && void save(user, { mention_keys: keys })} />
      <TextField label={t("settings.keyword_highlight")} hint={t("settings.keyword_hint")} value={highlights} onChange={(event) => setHighlights(event.currentTarget.value)} onBlur={() => highlights !== props.highlight_keys && void save(user, { highlight_keys: highlights })} />
    </Section>
  );
}
