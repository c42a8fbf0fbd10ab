/** What sections, settings and permissions are called; names nobody has translated are spelled out from their keys. */
import type { Setting, SettingSection } from "@/client/console";
import { currentLocale, hasWords, t } from "@/i18n/t";
import { spelledOut } from "./format";

type Names = Readonly<Record<string, string>>;

let labels: Names = {};
let notes: Names = {};
let permissions: Names = {};

/** The language in which the server's own explanations are not written brings its translations of them. */
export async function loadSettingWords(): Promise<void> {
  if (!currentLocale().startsWith("de")) {
    labels = notes = permissions = {};
    return;
  }
  const [german, rights] = await Promise.all([import("./settings/german"), import("./settings/germanPermissions")]);
  labels = german.labels;
  notes = german.notes;
  permissions = rights.permissions;
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

/** A right to see or change a page of the console is called after the page; its group tells which of both. */
export function permissionTitle(name: string): string {
  const page = name.replace(/^sysconsole_(read|write)_/, "");
  return permissions[page] ?? spelledOut(page);
}
