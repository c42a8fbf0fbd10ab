import type { UserAccessToken } from "@mattermost/types/users";
import { Copy, KeyRound } from "lucide-react";
import { copy } from "@/app/copying";
import { useEffect, useState } from "react";
import { accessTokens, createAccessToken } from "@/client/accounts";
import { currentLocale, t } from "@/i18n/t";
import { Tag } from "@/ui/Badge";
import { Button } from "@/ui/Button";
import { Select, TextField } from "@/ui/Field";
import { FormProblem } from "@/ui/Page";
import { Section } from "./Section";
import styles from "./Settings.module.css";
import { TokenButtons } from "./TokenButtons";
import { useSaving } from "./useSaving";

/** Passwords for programs that act in one's name. */
export function AccessTokens({ userId }: { userId: string }) {
  const [tokens, setTokens] = useState<readonly UserAccessToken[]>([]);
  const [made, setMade] = useState<UserAccessToken | null>(null);
  useEffect(() => {
    accessTokens(userId).then(setTokens, () => undefined);
  }, [userId]);
  return (
    <Section title={t("settings.tokens")}>
      <p className={styles.muted}>{t("settings.tokens_text")}</p>
      {made && <MadeToken token={made} onDone={() => setMade(null)} />}
      <ul>
        {tokens.map((token) => (
          <li key={token.id} className={styles.session}>
            <KeyRound size={18} aria-hidden="true" />
            <span>
              {token.description} {!token.is_active && <Tag>{t("settings.token_off")}</Tag>}
              <small>
                <code>{token.id}</code>
                {(token.expires_at ?? 0) > 0 && ` · ${t("settings.token_until", { date: dateText(token.expires_at ?? 0) })}`}
              </small>
            </span>
            <TokenButtons token={token} onChanged={(outcome) => setTokens(changed(tokens, token.id, outcome))} />
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
    </Section>
  );
}

function changed(tokens: readonly UserAccessToken[], tokenId: string, outcome: "active" | "inactive" | "deleted"): readonly UserAccessToken[] {
  if (outcome === "deleted") return tokens.filter((one) => one.id !== tokenId);
  return tokens.map((one) => (one.id === tokenId ? { ...one, is_active: outcome === "active" } : one));
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
        <Button size="s" icon={<Copy size={14} />} onClick={() => void copy(text, t("common.copied"))}>
          {t("common.copy")}
        </Button>
        <Button size="s" tone="primary" onClick={onDone}>
          {t("common.done")}
        </Button>
      </div>
    </div>
  );
}
