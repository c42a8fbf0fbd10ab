import { RotateCcw, Undo2 } from "lucide-react";
import { memo } from "react";
import type { Json, Setting } from "@/client/console";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { classes } from "@/ui/classes";
import styles from "./Settings.module.css";
import { discard, edit, isSame, nameOf, refuse } from "../configuration";
import { Mark } from "../parts";
import { settingLabel, settingNote } from "../words";
import { Control } from "./Control";
import { shownValue } from "./values";

interface Props {
  section: string;
  setting: Setting;
  draft: Json | undefined;
  problem: string | undefined;
}

/** One setting: its control, what it means, where its value comes from, the way back to the default. */
export const SettingRow = memo(function SettingRow({ section, setting, draft, problem }: Props) {
  const isChanged = draft !== undefined;
  const name = nameOf(section, setting.key);
  const isDefault = isSame(isChanged ? draft : setting.value, setting.default);
  return (
    <div className={classes(styles.setting, isChanged && styles.edited)} id={`setting-${name}`}>
      <Control
        setting={setting}
        label={settingLabel(section, setting.key)}
        hint={settingNote(section, setting)}
        value={isChanged ? draft : setting.value}
        problem={problem}
        onChange={(value) => edit(section, setting.key, value)}
        onRefuse={(reason) => refuse(section, setting.key, reason)}
      />
      <div className={styles.meta}>
        <code>{name}</code>
        <Origin setting={setting} />
        {setting.needs_restart && <Mark tone="warn">{t("console.needs_restart")}</Mark>}
        {setting.kind !== "secret" && !isDefault && <span>{t("console.default_is", { value: shownValue(setting.default, false) })}</span>}
        <span className={styles.metaEnd}>
          {isChanged && (
            <Button size="s" tone="quiet" icon={<Undo2 size={14} />} onClick={() => discard(name)}>
              {t("common.undo")}
            </Button>
          )}
          {setting.is_writable && !isDefault && (
            <Button size="s" tone="quiet" icon={<RotateCcw size={14} />} onClick={() => edit(section, setting.key, setting.default)}>
              {t("console.to_default")}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
});

function Origin({ setting }: { setting: Setting }) {
  const tone = setting.origin === "default" ? "plain" : setting.origin === "saved" ? "good" : "warn";
  return (
    <>
      <Mark tone={tone}>{t(`console.origin_${setting.origin}`)}</Mark>
      {(setting.origin === "file" || setting.origin === "env") && <span>{setting.where}</span>}
      {!setting.is_writable && setting.origin === "default" && <span>{t("console.set_by", { variable: setting.variable })}</span>}
    </>
  );
}
