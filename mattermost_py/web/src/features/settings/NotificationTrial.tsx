import { useState } from "react";
import { messageOf } from "@/client/http";
import { testNotification } from "@/client/users";
import { playSound } from "@/features/notifications/sound";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Section } from "./Section";
import styles from "./Settings.module.css";

/** Tries out what should call the user, and says what came of it. */
export function Trial() {
  const [told, setTold] = useState("");
  function here() {
    playSound(undefined, true);
    const isAllowed = "Notification" in window && Notification.permission === "granted";
    if (!isAllowed) {
      setTold(t("settings.trial_blocked"));
      return;
    }
    const note = new Notification(t("settings.trial_title"), { body: t("settings.trial_body") });
    note.onshow = () => setTold(t("settings.trial_shown"));
    note.onerror = () => setTold(t("settings.trial_failed"));
    setTold(t("settings.trial_shown"));
  }
  function everywhere() {
    testNotification().then(
      () => setTold(t("settings.trial_sent")),
      (error: unknown) => setTold(messageOf(error)),
    );
  }
  return (
    <Section title={t("settings.trial")}>
      <p className={styles.muted}>{t("settings.trial_text")}</p>
      <div className={styles.actions}>
        <Button onClick={here}>{t("settings.trial_here")}</Button>
        <Button onClick={everywhere}>{t("settings.trial_everywhere")}</Button>
      </div>
      <p role="status">{told}</p>
    </Section>
  );
}
