import type { UserAccessToken } from "@mattermost/types/users";
import { Copy, KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { accessTokens, createAccessToken, revokeAccessToken, setAccessTokenActive } from "@/client/accounts";
import { tried } from "@/features/channels/actions";
import { currentLocale, t } from "@/i18n/t";
import { change } from "@/state/store";
import { showToast } from "@/state/ui";
import { Tag } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Select, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Section } from "./Section";
import styles from "./Settings.module.css";
import { useSaving } from "./useSaving";

/** Passwords for programs that act in one's name. */
export function AccessTokens({ userId }: { userId: string }) {
  const [tokens, setTokens] = useState<readonly UserAccessToken[]>([]);
  const [made, setMade] = useState<UserAccessToken | null>(null);
  const [asking, setAsking] = useState<UserAccessToken | null>(null);
  useEffect(() => {
    accessTokens(userId).then(setTokens, () => undefined);
  }, [userId]);
  async function turn(token: UserAccessToken) {
    const done = await tried(() => setAccessTokenActive(token.id, !token.is_active));
    if (done) setTokens(tokens.map((one) => (one.id === token.id ? { ...one, is_active: !one.is_active } : one)));
  }
  return (
    <Section title={t("settings.tokens")}>
      <p className={styles.muted}>{t("settings.tokens_text")}</p>
      {made && <MadeToken token={made} onDone={() => setMade(null)} />}
      <ul className={styles.sessions}>
        {tokens.map((token) => (
          <li key={token.id}>
            <KeyRound size={18} aria-hidden="true" />
            <span>
              {token.description} {!token.is_active && <Tag>{t("settings.token_off")}</Tag>}
              <small>
                <code>{token.id}</code>
                {(token.expires_at ?? 0) > 0 && ` · ${t("settings.token_until", { date: dateText(token.expires_at ?? 0) })}`}
              </small>
            </span>
            <Button size="s" onClick={() => void turn(token)}>
              {t(token.is_active ? "settings.token_disable" : "settings.token_enable")}
            </Button>
            <Button size="s" onClick={() => setAsking(token)}>
              {t("common.delete")}
            </Button>
          </li>
        ))}
      </ul>
      <NewToken
        userId={userId}
        onMade={(token) => {
          setMade(token);
          setTokens([...tokens, token]);
        }}
      />
      {asking && (
        <Confirm
          title={t("settings.token_delete")}
          action={t("common.delete")}
          danger
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await revokeAccessToken(asking.id);
            setTokens(tokens.filter((one) => one.id !== asking.id));
          }}
        >
          {t("settings.token_delete_ask", { name: asking.description })}
        </Confirm>
      )}
    </Section>
  );
}

const DAY_MS = 86_400_000;
/** Days; 0 is for ever. */
const LIFETIMES = [0, 7, 30, 90, 365];

function dateText(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium" }).format(at);
}

function NewToken({ userId, onMade }: { userId: string; onMade: (token: UserAccessToken) => void }) {
  const [description, setDescription] = useState("");
  const [days, setDays] = useState(0);
  const { busy, problem, save } = useSaving();
  const create = () =>
    save(async () => {
      onMade(await createAccessToken(userId, description.trim(), days === 0 ? 0 : Date.now() + days * DAY_MS));
      setDescription("");
    });
  return (
    <>
      <TextField label={t("settings.token_for")} hint={t("settings.token_for_hint")} maxLength={255} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      <Select label={t("settings.token_ends")} value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
        {LIFETIMES.map((one) => (
          <option key={one} value={one}>
            {t("settings.token_lifetime", { days: one })}
          </option>
        ))}
      </Select>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        <Button busy={busy} disabled={description.trim() === ""} onClick={create}>
          {t("settings.token_create")}
        </Button>
      </div>
    </>
  );
}

function MadeToken({ token, onDone }: { token: UserAccessToken; onDone: () => void }) {
  const text = token.token ?? "";
  return (
    <div className={styles.box} role="group" aria-label={t("settings.token_made")}>
      <strong>{t("settings.token_made")}</strong>
      <p className={styles.muted}>{t("settings.token_made_text")}</p>
      <code className={styles.secret}>{text}</code>
      <div className={styles.actions}>
        <Button size="s" icon={<Copy size={14} />} onClick={() => void navigator.clipboard.writeText(text).then(() => change(showToast, t("common.copied")))}>
          {t("common.copy")}
        </Button>
        <Button size="s" tone="primary" onClick={onDone}>
          {t("common.done")}
        </Button>
      </div>
    </div>
  );
}
