/** Finds pages, sections and single settings by what they are called, by their keys and by what is said of them. */
import type { SettingSection } from "@/client/console";
import { t } from "@/i18n/t";
import { type PageGroup, pagePath, settingsPath } from "./pages";
import { sectionNote, sectionTitle, settingLabel, settingNote } from "./words";

export interface Found {
  path: string;
  title: string;
  where: string;
}

const MOST = 60;

/** All words must occur; what has them in its name comes before what only mentions them. */
export function findPlaces(term: string, groups: readonly PageGroup[], sections: readonly SettingSection[]): Found[] {
  const words = term.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const named: Found[] = [];
  const mentioned: Found[] = [];
  for (const group of groups) {
    for (const page of group.pages) {
      const found = { path: pagePath(page), title: t(`console.page.${page.name}`), where: t(`console.group.${group.name}`) };
      if (has(found.title)) named.push(found);
      else if (has(`${found.title} ${t(`console.lead.${page.name}`)}`)) mentioned.push(found);
    }
  }
  for (const section of sections) {
    const title = sectionTitle(section.name);
    const place = { path: settingsPath(section.name), title, where: t(`console.settings.${section.group}`) };
    if (has(title) || has(section.name)) named.push(place);
    else if (has(sectionNote(section))) mentioned.push(place);
    for (const setting of section.keys) {
      const found = { path: settingsPath(section.name, setting.key), title: settingLabel(section.name, setting.key), where: title };
      if (has(`${found.title} ${setting.key}`)) named.push(found);
      else if (has(`${title} ${section.name}.${setting.key} ${found.title} ${settingNote(section.name, setting)} ${setting.variable}`)) mentioned.push(found);
    }
  }
  return [...named, ...mentioned].slice(0, MOST);
}
