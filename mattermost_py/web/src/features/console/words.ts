/** What sections and settings are called; names nobody has translated are spelled out from their keys. */
import type { Setting, SettingSection } from "@/client/console";
import { currentLocale, hasWords, t } from "@/i18n/t";
import { spelledOut } from "./format";

type Names = Readonly<Record<string, string>>;

let labels: Names = {};
let notes: Names = {};

/** The language in which the server's own explanations are not written brings its translations of them. */
export async function loadSettingWords(): Promise<void> {
  if (!currentLocale().startsWith("de")) {
    labels = notes = {};
    return;
  }
  const german = await import("./settings/german");
  labels = german.labels;
  notes = german.notes;
}

export function sectionTitle(name: string): string {
  const key = `console.section.${name}`;
  return hasWords(key) ? t(key) : spelledOut(name.replace(/Settings$/, ""));
}

export function sectionNote(section: SettingSection): string {
  return notes[section.name] ?? section.note;
}

export function settingLabel(section: string, key: string): string {
  return labels[`${section}.${key}`] ?? labels[key] ?? spelledOut(key);
}

export function settingNote(section: string, setting: Setting): string {
  return notes[`${section}.${setting.key}`] ?? setting.note;
}
