import { Copy, Download } from "lucide-react";
import { copy } from "@/app/copying";
import { useEffect, useState } from "react";
import { activateMfa, newRecoveryCodes, recoveryCodesLeft } from "@/client/accounts";
import { generateMfa, me as fetchMe, type MfaSecret, setMfa } from "@/client/users";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { change } from "@/state/store";
import { receiveUsers } from "@/state/users";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Section } from "./Section";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

/** A code from an app at sign-in: set up, the codes for a lost phone, taken away again. */
export function SecondFactor({ user }: { user: User }) {
  const [codes, setCodes] = useState<readonly string[]>([]);
  return (
    <Section title={t("settings.mfa")}>
      <p className={styles.muted}>{t(user.mfa_active ? "settings.mfa_on" : "settings.mfa_off")}</p>
      {codes.length > 0 && <RecoveryCodes codes={codes} onDone={() => setCodes([])} />}
      {user.mfa_active ? <Active onCodes={setCodes} key={codes.length} /> : <SetUp onCodes={setCodes} />}
    </Section>
  );
}

const plain = (code: string) => code.replace(/\s/g, "");

function SetUp({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const [secret, setSecret] = useState<MfaSecret | null>(null);
  const [code, setCode] = useState("");
  const { busy, problem, save } = useSaving();
  const finish = () =>
    save(async () => {
      const { recovery_codes: made = [] } = await activateMfa(plain(code));
      onCodes(made);
      change(receiveUsers, [await fetchMe()]);
    });
  return (
    <>
      {secret && (
        <>
          <ol className={styles.steps}>
            <li>{t("settings.mfa_step_scan")}</li>
            <li>{t("settings.mfa_step_code")}</li>
          </ol>
          <img className={styles.qr} src={`data:image/png;base64,${secret.qr_code}`} alt={t("settings.mfa_scan")} width={180} height={180} />
          <code className={styles.secret}>{secret.secret}</code>
          <TextField label={t("login.code")} inputMode="numeric" autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        </>
      )}
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        {secret ? (
          <Button tone="primary" busy={busy} disabled={plain(code).length < 6} onClick={finish}>
            {t("settings.mfa_confirm")}
          </Button>
        ) : (
          <Button busy={busy} onClick={() => save(async () => setSecret(await generateMfa()))}>
            {t("settings.mfa_add")}
          </Button>
        )}
      </div>
    </>
  );
}

function Active({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const [left, setLeft] = useState<number | null>(null);
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState("");
  const { busy, problem, save } = useSaving();
  useEffect(() => {
    recoveryCodesLeft().then(setLeft, () => undefined);
  }, []);
  const renew = () =>
    save(async () => {
      const made = await newRecoveryCodes(plain(code));
      setAsking(false);
      onCodes(made);
    });
  const remove = () =>
    save(async () => {
      await setMfa(false, "");
      change(receiveUsers, [await fetchMe()]);
    });
  return (
    <>
      {left !== null && <p className={styles.muted}>{t("settings.recovery_left", { count: left })}</p>}
      {asking && (
        <TextField
          label={t("login.code")}
          hint={t("settings.recovery_code_hint")}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        {asking ? (
          <Button tone="primary" busy={busy} disabled={plain(code).length < 6} onClick={renew}>
            {t("settings.recovery_make")}
          </Button>
        ) : (
          <Button onClick={() => setAsking(true)}>{t("settings.recovery_new")}</Button>
        )}
        <Button busy={busy} onClick={remove}>
          {t("settings.mfa_remove")}
        </Button>
      </div>
    </>
  );
}

/** The codes are shown this once; they can be copied or kept as a file. */
function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = `${codes.join("\n")}\n`;
  function keep() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = "recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }
  return (
    <div className={styles.box} role="group" aria-label={t("settings.recovery")}>
      <strong>{t("settings.recovery")}</strong>
      <p className={styles.muted}>{t("settings.recovery_text")}</p>
      <ul className={styles.codes}>
        {codes.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button size="s" icon={<Copy size={14} />} onClick={() => void copy(text, t("common.copied"))}>
          {t("common.copy")}
        </Button>
        <Button size="s" icon={<Download size={14} />} onClick={keep}>
          {t("settings.recovery_keep")}
        </Button>
        <Button size="s" tone="primary" onClick={onDone}>
          {t("common.done")}
        </Button>
      </div>
    </div>
  );
}
