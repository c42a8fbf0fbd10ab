/** What a program's fields hold: at first, whether it will do, and how the program is told. Pure. */
import type { Choice, FormElement, ProgramForm, Submitted } from "@/client/dialogs";
import { runeCount } from "@/features/composer/runes";
import type { Clock } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { dayOf, minutesOf, wallOf, wireMoment } from "./days";

export type Kind = "text" | "textarea" | "select" | "choices" | "bool" | "radio" | "date" | "datetime";
export type Value = string | boolean | readonly Choice[];
export type Values = Readonly<Record<string, Value>>;
export type Problems = Readonly<Record<string, string>>;

const PLAIN: readonly Kind[] = ["textarea", "bool", "radio", "date", "datetime"];
const DEFAULT_STEP_MINUTES = 60;

export const elementsOf = (form: ProgramForm): readonly FormElement[] => form.elements ?? [];

/** How a field is drawn; one of a kind that is not known takes text. */
export function kindOf(element: FormElement): Kind {
  if (element.type === "select") return element.data_source === "" && !element.multiselect ? "select" : "choices";
  return PLAIN.find((kind) => kind === element.type) ?? "text";
}

export function stepOf(element: FormElement): number {
  return element.datetime_config?.time_interval || element.time_interval || DEFAULT_STEP_MINUTES;
}

/** The clock of a field: it may be about another place. */
export function clockFor(element: FormElement, own: Clock): Clock {
  const timeZone = element.datetime_config?.location_timezone ?? "";
  if (timeZone === "") return own;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return { ...own, timeZone };
  } catch {
    return own; // no such place
  }
}

/** The first and last day or moment that may be chosen; empty for no limit. */
export function limitsOf(element: FormElement, now: number, own: Clock): readonly [string, string] {
  const clock = clockFor(element, own);
  const read = (text = "") => (element.type === "date" ? dayOf(text, now, clock) : wallOf(text, now, clock, stepOf(element)));
  return [read(element.min_date), read(element.max_date)];
}

export function firstValue(element: FormElement, now: number, own: Clock): Value {
  const options = element.options ?? [];
  switch (kindOf(element)) {
    case "bool":
      return ["true", "1", "yes"].includes(element.default.trim().toLowerCase());
    case "choices": {
      const wanted = element.default.split(",").map((each) => each.trim());
      return options.filter((option) => wanted.includes(option.value)).slice(0, element.multiselect ? undefined : 1);
    }
    case "select":
    case "radio":
      return options.some((option) => option.value === element.default) ? element.default : "";
    case "date":
      return dayOf(element.default, now, own);
    case "datetime":
      return wallOf(element.default, now, clockFor(element, own), element.datetime_config?.allow_manual_time_entry ? 1 : stepOf(element));
    default:
      return element.default;
  }
}

/** Values of a form that follows another one: what was filled in stays where it still fits. */
export function nextValues(form: ProgramForm, before: Values, now: number, own: Clock): Values {
  return Object.fromEntries(
    elementsOf(form).map((element) => {
      const old = before[element.name];
      return [element.name, old !== undefined && fits(element, old) ? old : firstValue(element, now, own)];
    }),
  );
}

function fits(element: FormElement, value: Value): boolean {
  const kind = kindOf(element);
  if (kind === "bool") return typeof value === "boolean";
  if (kind === "choices") return isChoices(value) && (element.options === null || value.every((one) => has(element, one.value)));
  if (typeof value !== "string") return false;
  return (kind !== "select" && kind !== "radio") || has(element, value);
}

const isChoices = (value: Value): value is readonly Choice[] => typeof value === "object";
const has = (element: FormElement, value: string) => (element.options ?? []).some((option) => option.value === value);

/** What is wrong with the value, in words; empty if it will do. */
export function problemOf(element: FormElement, value: Value, now: number, own: Clock): string {
  const isEmpty = isChoices(value) ? value.length === 0 : value === "" || value === false;
  if (isEmpty) return element.optional ? "" : t("dialogs.required");
  if (typeof value !== "string") return "";
  if (element.type === "date" || element.type === "datetime") return timeProblem(element, value, now, own);
  return kindOf(element) === "text" || kindOf(element) === "textarea" ? textProblem(element, value) : "";
}

function textProblem(element: FormElement, value: string): string {
  if (element.min_length > 0 && runeCount(value) < element.min_length) return t("dialogs.too_short", { count: element.min_length });
  if (element.max_length > 0 && runeCount(value) > element.max_length) return t("dialogs.too_long", { count: element.max_length });
  if (element.subtype === "email" && !/^\S+@\S+$/.test(value.trim())) return t("dialogs.no_email");
  if (element.subtype === "number" && !Number.isFinite(Number(value))) return t("dialogs.no_number");
  if (element.subtype === "url" && !/^https?:\/\/\S+$/i.test(value.trim())) return t("dialogs.no_url");
  return "";
}

function timeProblem(element: FormElement, value: string, now: number, own: Clock): string {
  const [first, last] = limitsOf(element, now, own);
  if ((first !== "" && value < first) || (last !== "" && value > last)) return t("dialogs.time_limits");
  const isStep = element.type === "date" || element.datetime_config?.allow_manual_time_entry === true || minutesOf(value) % stepOf(element) === 0;
  return isStep ? "" : t("dialogs.time_step", { count: stepOf(element) });
}

/** What the program is told of a field. */
export function submitted(element: FormElement, value: Value, own: Clock): Submitted {
  if (isChoices(value)) return element.multiselect ? value.map((one) => one.value) : (value[0]?.value ?? "");
  if (typeof value === "boolean" || value === "") return value;
  if (element.type === "datetime") return wireMoment(value, clockFor(element, own));
  return element.subtype === "number" && kindOf(element) === "text" ? Number(value) : value;
}
