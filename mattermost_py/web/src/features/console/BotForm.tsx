import type { BotWords } from "@/client/console";
import { t } from "@/i18n/t";
import { TextArea, TextField } from "@/ui/Field";

interface Props {
  words: BotWords;
  isNew?: boolean;
  onChange: (words: BotWords) => void;
}

/** What a bot is called and what it is for. */
export function BotFields({ words, isNew = false, onChange }: Props) {
  const edit = (patch: Partial<BotWords>) => onChange({ ...words, ...patch });
  return (
    <>
      <TextField
        label={t("settings.username")}
        leading="@"
        maxLength={64}
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={isNew}
        value={words.username}
        onChange={(event) => edit({ username: event.currentTarget.value.toLowerCase() })}
      />
      <TextField label={t("console.display_name")} maxLength={64} value={words.display_name} onChange={(event) => edit({ display_name: event.currentTarget.value })} />
      <TextArea label={t("console.description")} maxLength={1024} value={words.description} onChange={(event) => edit({ description: event.currentTarget.value })} />
    </>
  );
}
