import { useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { Emoji, EmojiPicker } from "@/features/emoji";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { customStatusOf, me } from "@/state/users";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Select } from "@/ui/Field";
import { Stack } from "@/ui/Stack";
import styles from "./CustomStatusDialog.module.css";
import { type StatusDuration, removeCustomStatus, saveCustomStatus, statusEnd } from "./presence";

const SUGGESTIONS: readonly { emoji: string; words: string; duration: StatusDuration }[] = [
  { emoji: "calendar", words: "users.status_meeting", duration: "one_hour" },
  { emoji: "hamburger", words: "users.status_lunch", duration: "thirty_minutes" },
  { emoji: "sneezing_face", words: "users.status_sick", duration: "today" },
  { emoji: "house", words: "users.status_home", duration: "today" },
  { emoji: "palm_tree", words: "users.status_holiday", duration: "this_week" },
];

const DURATIONS: readonly StatusDuration[] = ["", "thirty_minutes", "one_hour", "four_hours", "today", "this_week"];

/** A few words about oneself, for a while. */
export default function CustomStatusDialog({ onClose }: DialogProps) {
  const present = customStatusOf(useApp(me), Date.now());
  const [emoji, setEmoji] = useState(present?.emoji ?? "");
  const [text, setText] = useState(present?.text ?? "");
  const [duration, setDuration] = useState<StatusDuration>("today");
  const [busy, setBusy] = useState(false);
  const isEmpty = text.trim() === "" && emoji === "";
  async function save() {
    if (isEmpty || busy) return;
    setBusy(true);
    const ends = statusEnd(duration, new Date());
    const status = { emoji: emoji || "speech_balloon", text: text.trim(), duration, ...(ends === undefined ? {} : { expires_at: ends }) };
    if (await saveCustomStatus(status)) onClose();
    setBusy(false);
  }
  async function clear() {
    await removeCustomStatus();
    onClose();
  }
  return (
    <Dialog
      title={t("users.status_title")}
      size="s"
      onClose={onClose}
      footer={
        <>
          {present ? <Button onClick={() => void clear()}>{t("users.status_clear")}</Button> : <Button onClick={onClose}>{t("common.cancel")}</Button>}
          <Button tone="primary" busy={busy} disabled={isEmpty} onClick={() => void save()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <Stack>
        <div className={styles.field}>
          <EmojiPicker
            isNeeded
            onPick={setEmoji}
            label={t("users.status_emoji")}
            button={
              <button type="button" className={styles.emoji} aria-label={t("users.status_emoji")}>
                <Emoji name={emoji || "speech_balloon"} />
              </button>
            }
          />
          <input
            className={styles.input}
            aria-label={t("users.status_title")}
            placeholder={t("users.status_example")}
            maxLength={100}
            autoFocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && void save()}
          />
        </div>
        <Select label={t("users.status_until")} value={duration} onChange={(event) => setDuration(event.currentTarget.value as StatusDuration)}>
          {DURATIONS.map((one) => (
            <option key={one} value={one}>
              {t(`users.duration_${one || "open"}`)}
            </option>
          ))}
        </Select>
        <ul className={styles.suggestions} aria-label={t("users.status_suggestions")}>
          {SUGGESTIONS.map((one) => (
            <li key={one.words}>
              <button
                type="button"
                onClick={() => {
                  setEmoji(one.emoji);
                  setText(t(one.words));
                  setDuration(one.duration);
                }}
              >
                <Emoji name={one.emoji} /> {t(one.words)}
                <span>{t(`users.duration_${one.duration}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Stack>
    </Dialog>
  );
}

