import { useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import type { Setting, SettingSection } from "@/client/console";
import { t } from "@/i18n/t";
import { Empty } from "@/ui/Empty";
import { FormProblem } from "@/ui/Page";
import { Skeleton } from "@/ui/Skeleton";
import pageStyles from "../Parts.module.css";
import { isSame, loadConfiguration, nameOf, useConfiguration } from "../configuration";
import { ConsolePage, SearchField, Toolbar } from "../parts";
import { sectionNote, sectionTitle, settingLabel, settingNote } from "../words";
import { Button } from "@/ui/Button";
import { Select } from "@/ui/Field";
import styles from "./Settings.module.css";
import { SettingRow } from "./SettingRow";
import { TestButtons } from "./TestButtons";

type Which = "all" | "set" | "fixed";

/** From this many on, a section can be searched in. */
const MANY = 8;

/** One section of the settings. */
export function SettingsPage({ name }: { name: string }) {
  const sections = useConfiguration((state) => state.sections);
  const problem = useConfiguration((state) => state.problem);
  const section = sections?.find((one) => one.name === name);
  return (
    <>
      {problem !== "" && sections === null ? (
        <div className={pageStyles.page}>
          <FormProblem>{problem}</FormProblem>
          <Button onClick={() => void loadConfiguration()}>{t("common.retry")}</Button>
        </div>
      ) : sections === null ? (
        <Skeleton rows={8} />
      ) : section === undefined ? (
        <Empty title={t("console.no_section")} />
      ) : (
        <Section section={section} />
      )}
    </>
  );
}

function Section({ section }: { section: SettingSection }) {
  const [term, setTerm] = useState("");
  const [which, setWhich] = useState<Which>("all");
  const drafts = useConfiguration((state) => state.drafts);
  const problems = useConfiguration((state) => state.problems);
  useSought(section);
  const shown = section.keys.filter((one) => isWanted(section.name, one, which) && matches(section.name, one, term));
  return (
    <ConsolePage title={sectionTitle(section.name)} lead={sectionNote(section)} actions={<TestButtons section={section.name} />}>
      {section.group === "ours" && <p className={pageStyles.notice}>{t("console.ours_note")}</p>}
      {section.keys.length >= MANY && (
        <Toolbar>
          <SearchField label={t("console.find_setting")} value={term} onChange={setTerm} />
          <Select label={t("console.which")} hideLabel value={which} onChange={(event) => setWhich(event.currentTarget.value as Which)}>
            <option value="all">{t("console.which_all", { count: section.keys.length })}</option>
            <option value="set">{t("console.which_set")}</option>
            <option value="fixed">{t("console.which_fixed")}</option>
          </Select>
        </Toolbar>
      )}
      {shown.length === 0 ? (
        <Empty title={t("console.no_setting")} />
      ) : (
        <div className={styles.settings}>
          {shown.map((setting) => (
            <SettingRow
              key={setting.key}
              section={section.name}
              setting={setting}
              draft={drafts[nameOf(section.name, setting.key)]}
              problem={problems[nameOf(section.name, setting.key)]}
            />
          ))}
        </div>
      )}
    </ConsolePage>
  );
}

/** Brings the setting that the address names into sight, with the focus on its control. */
function useSought(section: SettingSection): void {
  const [params] = useSearchParams();
  const key = params.get("key") ?? "";
  useEffect(() => {
    if (key === "") return;
    const row = document.getElementById(`setting-${section.name}.${key}`);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector<HTMLElement>("input:enabled, select:enabled, textarea:enabled, button:enabled")?.focus({ preventScroll: true });
  }, [key, section.name]);
}

function isWanted(section: string, setting: Setting, which: Which): boolean {
  if (which === "all") return true;
  if (which === "fixed") return !setting.is_writable;
  return !isSame(setting.value, setting.default) || nameOf(section, setting.key) in useConfiguration.getState().drafts;
}

function matches(section: string, setting: Setting, term: string): boolean {
  const text = `${settingLabel(section, setting.key)} ${setting.key} ${settingNote(section, setting)}`.toLowerCase();
  return term.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
