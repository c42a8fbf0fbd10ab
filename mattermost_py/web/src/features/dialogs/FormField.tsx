import { clockOf } from "@/features/posts/times";
import { PostMarkdown } from "@/features/posts/PostMarkdown";
import type { FormElement } from "@/client/dialogs";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { Checkbox, Radios, Select, TextArea, TextField } from "@/ui/Field";
import { ChoiceField } from "./ChoiceField";
import { type Find, findChannels, findPeople, optionsOf } from "./choices";
import { clockFor, kindOf, limitsOf, stepOf, type Value } from "./fields";

interface Props {
  element: FormElement;
  value: Value;
  problem: string;
  teamId: string;
  autoFocus: boolean;
  lookUp: Find;
  onChange: (value: Value) => void;
}

const INPUT_TYPES = ["email", "number", "password", "tel", "url"] as const;

/** One field of a program's form. */
export function FormField({ element, value, problem, teamId, autoFocus, lookUp, onChange }: Props) {
  const label = element.optional ? t("dialogs.optional", { name: element.display_name }) : element.display_name;
  const hint = element.help_text === "" ? undefined : <PostMarkdown text={element.help_text} isInline />;
  const around = { label, hint, problem, autoFocus, required: !element.optional, placeholder: element.placeholder };
  const text = typeof value === "string" ? value : "";
  const options = element.options ?? [];
  const length = element.max_length > 0 ? { maxLength: element.max_length } : {};
  switch (kindOf(element)) {
    case "bool":
      return <Checkbox label={element.placeholder === "" ? label : `${label}: ${element.placeholder}`} hint={hint} problem={problem} autoFocus={autoFocus} checked={value === true} onChange={onChange} />;
    case "radio":
      return <Radios label={label} hint={hint} problem={problem} value={text} options={options} onChange={onChange} />;
    case "select":
      return (
        <Select label={label} hint={hint} problem={problem} autoFocus={autoFocus} required={!element.optional} value={text} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{element.placeholder || t("dialogs.choose")}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </Select>
      );
    case "choices":
      return (
        <ChoiceField
          {...around}
          placeholder={element.placeholder || t("dialogs.find")}
          isMany={element.multiselect}
          chosen={typeof value === "object" ? value : []}
          find={finderOf(element, teamId, lookUp)}
          onChange={onChange}
        />
      );
    case "textarea":
      return <TextArea {...around} {...length} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
    case "date":
    case "datetime":
      return <TimeField element={element} around={around} value={text} onChange={onChange} />;
    case "text":
      return <TextField {...around} {...length} type={INPUT_TYPES.find((type) => type === element.subtype) ?? "text"} value={text} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
}

function finderOf(element: FormElement, teamId: string, lookUp: Find): Find {
  if (element.data_source === "users") return findPeople;
  if (element.data_source === "channels") return findChannels(teamId);
  return element.data_source === "dynamic" ? lookUp : optionsOf(element);
}

interface TimeProps {
  element: FormElement;
  around: { label: string; hint: React.ReactNode; problem: string; autoFocus: boolean; required: boolean };
  value: string;
  onChange: (value: string) => void;
}

/** A day or a moment, by the browser's own picker. */
function TimeField({ element, around, value, onChange }: TimeProps) {
  const own = useApp(clockOf);
  const isMoment = element.type === "datetime";
  const [min, max] = limitsOf(element, Date.now(), own);
  const { timeZone } = clockFor(element, own);
  const hint = around.hint ?? (isMoment && timeZone !== undefined ? t("drafts.time_zone", { zone: timeZone }) : undefined);
  const isFree = !isMoment || element.datetime_config?.allow_manual_time_entry === true;
  return (
    <TextField
      {...around}
      hint={hint}
      type={isMoment ? "datetime-local" : "date"}
      min={min || undefined}
      max={max || undefined}
      step={isFree ? undefined : stepOf(element) * 60}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
