import { t } from "@/i18n/t";
import { siteLevel } from "@/state/levels";
import { useApp } from "@/state/store";
import { LevelBar } from "@/ui/LevelBar";

export default function SiteLevelBar() {
  const level = useApp(siteLevel);
  return level ? <LevelBar label={t("app.level")} {...level} /> : null;
}
