import { useState } from "react";
import { messageOf } from "@/client/http";
import { tried } from "@/features/channels/actions";
import { type PushState, pushState, switchPushOff, switchPushOn, tryPush } from "@/features/notifications/push";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Section } from "./Section";
import styles from "./Settings.module.css";

/** Whether this browser is called while no window is open. Leave is asked for only when it is switched on. */
export function PushSettings() {
  const [state, setState] = useState<PushState>(pushState);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const change = async (on: boolean) => {
    setBusy(true);
    setProblem("");
    try {
      setState(await (on ? switchPushOn() : switchPushOff()));
    } catch (error) {
      // A push service that cannot be reached, or a browser without one, is told apart by nobody.
      setProblem(error instanceof DOMException ? t("settings.push_failed") : messageOf(error));
      setState(pushState());
    }
    setBusy(false);
  };
  return (
    <Section title={t("settings.push_title")}>
      {state === "unsupported" || state === "denied" ? (
        <p className={styles.muted}>{t(state === "denied" ? "settings.notify_denied" : "settings.push_unsupported")}</p>
      ) : (
        <Checkbox
          label={t("settings.push_on")}
          hint={t("settings.push_hint")}
          checked={state === "on"}
          disabled={busy}
          onChange={(on) => void change(on)}
        />
      )}
      <FormProblem>{problem}</FormProblem>
      {state === "on" && (
        <div className={styles.actions}>
          <Button onClick={() => void tried(tryPush)}>{t("settings.push_try")}</Button>
        </div>
      )}
    </Section>
  );
}
