import { useState } from "react";
import type { Json, Setting } from "@/client/console";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { PasswordField, Select, TextArea, TextField } from "@/ui/Field";
import styles from "./Settings.module.css";
import { Switch } from "../parts";
import { isList, isLong, listOf, numberOf, tableOf, textOf } from "./values";

interface Props {
  setting: Setting;
  label: string;
  hint: string;
  value: Json;
  problem: string | undefined;
  onChange: (value: Json) => void;
  /** The text cannot be a value. */
  onRefuse: (reason: string) => void;
}

/** The control that fits a setting's type. */
export function Control(props: Props) {
  switch (props.setting.kind) {
    case "switch":
      return <SwitchControl {...props} />;
    case "choice":
      return <ChoiceControl {...props} />;
    case "secret":
      return <SecretControl {...props} />;
    case "number":
      return <WrittenControl {...props} write={textOf} read={numberOf} complaint={t("console.no_number")} />;
    case "list":
      return <WrittenControl {...props} write={(value) => (isList(value) ? value.map(textOf).join("\n") : "")} read={listOf} complaint="" />;
    case "table":
      return <WrittenControl {...props} write={(value) => JSON.stringify(value, null, 2)} read={tableOf} complaint={t("console.no_table")} />;
    default:
      return <TextControl {...props} />;
  }
}

function SwitchControl({ setting, label, hint, value, problem, onChange }: Props) {
  return (
    <>
      <Switch label={label} {...(hint === "" ? {} : { hint })} checked={value === true} disabled={!setting.is_writable} onChange={onChange} />
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  );
}

function ChoiceControl({ setting, label, hint, value, problem, onChange }: Props) {
  const held = textOf(value);
  const options = setting.options.includes(held) ? setting.options : [held, ...setting.options];
  return (
    <Select label={label} hint={hint} problem={problem} value={held} disabled={!setting.is_writable} onChange={(event) => onChange(event.currentTarget.value)}>
      {options.map((one) => (
        <option key={one} value={one}>
          {one === "" ? t("console.none") : one}
        </option>
      ))}
    </Select>
  );
}

function TextControl({ setting, label, hint, value, problem, onChange }: Props) {
  const text = textOf(value);
  const shared = { label, hint, problem, value: text, disabled: !setting.is_writable, spellCheck: false };
  if (isLong(setting.key, textOf(setting.value))) return <TextArea {...shared} rows={4} onChange={(event) => onChange(event.currentTarget.value)} />;
  return <TextField {...shared} onChange={(event) => onChange(event.currentTarget.value)} />;
}

interface WrittenProps extends Props {
  write: (value: Json) => string;
  read: (text: string) => Json;
  complaint: string;
}

/** A value that is written as text: what is being typed stays as typed, whether or not it is a value yet. */
function WrittenControl({ setting, label, hint, value, problem, onChange, onRefuse, write, read, complaint }: WrittenProps) {
  const [typed, setTyped] = useState<{ text: string; value: Json | null } | null>(null);
  const isCurrent = typed !== null && (typed.value === null || JSON.stringify(typed.value) === JSON.stringify(value));
  const isTyped = isCurrent && !(typed.value === null && problem === undefined);
  const text = isTyped ? typed.text : write(value);
  function change(next: string) {
    const found = read(next);
    setTyped({ text: next, value: found });
    if (found === null) onRefuse(complaint);
    else onChange(found);
  }
  const shared = { label, problem, value: text, disabled: !setting.is_writable, spellCheck: false };
  if (setting.kind === "number") {
    return <TextField {...shared} hint={hint} inputMode="numeric" className={styles.short ?? ""} onChange={(event) => change(event.currentTarget.value)} />;
  }
  const isCode = setting.kind === "table";
  const rows = Math.min(Math.max(text.split("\n").length, 2), 12);
  const help = [hint, t(isCode ? "console.table_hint" : "console.list_hint")].filter(Boolean).join(" ");
  return <TextArea {...shared} hint={help} rows={rows} className={isCode ? styles.code : undefined} onChange={(event) => change(event.currentTarget.value)} />;
}

/** A secret is never shown; it can be replaced or taken away. */
function SecretControl({ setting, label, hint, value, problem, onChange }: Props) {
  const [replacing, setReplacing] = useState(false);
  const isHeld = value === setting.value && value !== "";
  if (replacing || !isHeld) {
    return (
      <PasswordField
        label={label}
        hint={hint}
        problem={problem}
        autoComplete="off"
        autoFocus={replacing}
        disabled={!setting.is_writable}
        value={isHeld ? "" : textOf(value)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <div className={styles.secret} role="group" aria-label={label}>
      <span className={styles.secretWords}>
        <span>{label}</span>
        <small>{hint === "" ? t("console.secret_set") : hint}</small>
      </span>
      {setting.is_writable && (
        <>
          <Button size="s" onClick={() => setReplacing(true)}>
            {t("console.replace")}
          </Button>
          <Button size="s" tone="quiet" onClick={() => onChange("")}>
            {t("common.remove")}
          </Button>
        </>
      )}
    </div>
  );
}
