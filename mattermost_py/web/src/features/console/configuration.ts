/** The settings of the site with what is changed here but not saved yet; kept while one moves between pages. */
import { create } from "zustand";
import { checkSettings, type Json, saveSettings, type Setting, type SettingSection, settingSections, type SettingTree } from "@/client/console";
import { messageOf } from "@/client/http";

interface Configuration {
  sections: readonly SettingSection[] | null;
  problem: string;
  /** Changed values by `Section.Key`. */
  drafts: Readonly<Record<string, Json>>;
  /** What is wrong with a draft, by `Section.Key`. */
  problems: Readonly<Record<string, string>>;
}

const EMPTY: Configuration = { sections: null, problem: "", drafts: {}, problems: {} };

export const useConfiguration = create<Configuration>()(() => EMPTY);

const { getState: get, setState: set } = useConfiguration;

export const nameOf = (section: string, key: string): string => `${section}.${key}`;

export async function loadConfiguration(): Promise<void> {
  try {
    set({ sections: await settingSections(), problem: "" });
  } catch (error) {
    set({ problem: messageOf(error) });
  }
}

/** Forgets everything, so that the next administrator starts afresh. */
export function resetConfiguration(): void {
  set(EMPTY);
}

export function settingOf(section: string, key: string): Setting | undefined {
  return get().sections?.find((one) => one.name === section)?.keys.find((one) => one.key === key);
}

/** Notes a change; back at the value that is in force there is nothing to save any more. */
export function edit(section: string, key: string, value: Json): void {
  const name = nameOf(section, key);
  const drafts = { ...get().drafts };
  if (isSame(value, settingOf(section, key)?.value)) Reflect.deleteProperty(drafts, name);
  else drafts[name] = value;
  set({ drafts, problems: without(get().problems, name) });
}

/** A text that is no value yet, such as a number half typed: it keeps everything from being saved. */
export function refuse(section: string, key: string, problem: string): void {
  set({ problems: { ...get().problems, [nameOf(section, key)]: problem } });
}

export function discard(name?: string): void {
  if (name === undefined) set({ drafts: {}, problems: {} });
  else set({ drafts: without(get().drafts, name), problems: without(get().problems, name) });
}

export interface Draft {
  name: string;
  section: string;
  setting: Setting;
  value: Json;
}

export function draftsOf({ drafts, sections }: Configuration): Draft[] {
  return Object.entries(drafts).flatMap(([name, value]) => {
    const [section = "", key = ""] = name.split(".");
    const setting = sections?.find((one) => one.name === section)?.keys.find((one) => one.key === key);
    return setting ? [{ name, section, setting, value }] : [];
  });
}

/** The drafts as the server takes them; of one section, for its test button. */
export function draftTree(section?: string): SettingTree {
  const tree: SettingTree = {};
  for (const draft of draftsOf(get())) {
    if (section === undefined || draft.section === section) (tree[draft.section] ??= {})[draft.setting.key] = draft.value;
  }
  return tree;
}

/** A whole section as it would be with the drafts, for tests of it. */
export function sectionWithDrafts(name: string): SettingTree {
  const keys = get().sections?.find((one) => one.name === name)?.keys ?? [];
  const held = Object.fromEntries(keys.map((one) => [one.key, one.value]));
  return { [name]: { ...held, ...draftTree(name)[name] } };
}

/** Saves the drafts. False if the server finds something wrong; each problem then stands at its setting. */
export async function saveDrafts(): Promise<boolean> {
  const tree = draftTree();
  const found = await checkSettings(tree);
  if (found.length > 0) {
    set({ problems: Object.fromEntries(found.map((one) => [nameOf(one.section, one.key), one.message])) });
    return false;
  }
  await saveSettings(tree);
  discard();
  await loadConfiguration();
  return true;
}

export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function without<T>(from: Readonly<Record<string, T>>, name: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(from).filter(([one]) => one !== name));
}
