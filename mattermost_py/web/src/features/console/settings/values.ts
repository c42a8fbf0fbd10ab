/** Values of settings as text, and texts as values. */
import type { Json } from "@/client/console";
import { t } from "@/i18n/t";

/** A value as text: words as they are, everything else as JSON writes it. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A value in a sentence: on, off, nothing, or the text itself, shortened. */
export function shownValue(value: Json, isSecret: boolean): string {
  if (isSecret) return value === "" || (isList(value) && value.length === 0) ? t("console.empty") : t("console.hidden");
  if (typeof value === "boolean") return t(value ? "console.on" : "console.off");
  const isWords = isList(value) && value.every((one) => typeof one === "string");
  const text = isWords ? value.join(", ") : textOf(value);
  if (text === "" || text === "[]" || text === "{}") return t("console.empty");
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** One entry a line; blanks around them and empty lines do not count. */
export function listOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}

/** The whole number a text stands for, or `null`. */
export function numberOf(text: string): number | null {
  return /^-?\d{1,15}$/.test(text.trim()) ? Number(text.trim()) : null;
}

/** The table a text stands for, or `null` where it is none. */
export function tableOf(text: string): Json | null {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** Texts that people write by the sentence get room for it. */
export function isLong(key: string, value: string): boolean {
  return /Text$|Description$|Template$/.test(key) || value.includes("\n") || value.length > 90;
}
