import { Skeleton } from "@/ui/Skeleton";
import { nameOf, useConfiguration } from "../configuration";
import styles from "./Settings.module.css";
import { SettingRow } from "./SettingRow";

/** Some settings by `Section.Key`, on a page that is about more than they are. */
export function ChosenSettings({ names }: { names: readonly string[] }) {
  const { sections, drafts, problems } = useConfiguration();
  if (sections === null) return <Skeleton rows={names.length} />;
  const found = names.flatMap((name) => {
    const [section = "", key = ""] = name.split(".");
    const setting = sections.find((one) => one.name === section)?.keys.find((one) => one.key === key);
    return setting ? [{ section, setting }] : [];
  });
  return (
    <div className={styles.settings}>
      {found.map(({ section, setting }) => {
        const name = nameOf(section, setting.key);
        return <SettingRow key={name} section={section} setting={setting} draft={drafts[name]} problem={problems[name]} />;
      })}
    </div>
  );
}
