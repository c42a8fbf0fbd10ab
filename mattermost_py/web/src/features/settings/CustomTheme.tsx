import { Copy } from "lucide-react";
import { copy } from "@/app/copying";
import { useState } from "react";
import { parseTheme } from "@/app/theme";
import { removePreference, setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { preference } from "@/state/preferences";
import { useApp } from "@/state/store";
import { currentTeam, myTeams } from "@/state/teams";
import { Button } from "@/ui/Button";
import { Checkbox, TextArea } from "@/ui/Field";
import styles from "./Settings.module.css";

/** A theme as Mattermost shares it, to paste and to copy; for all teams or for the one on the screen. */
export function CustomTheme() {
  const team = useApp(currentTeam);
  const teamId = team?.id ?? "";
  const isAlone = useApp((state) => myTeams(state).length < 2);
  const ofTeam = useApp((state) => preference(state, "theme", teamId));
  const ofAll = useApp((state) => preference(state, "theme", ""));
  const [isForTeam, setForTeam] = useState(ofTeam !== "");
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  const text = typed ?? ((isForTeam ? ofTeam : "") || ofAll);

  function save() {
    const theme = parseTheme(text);
    setProblem(theme ? "" : t("settings.theme_invalid"));
    if (theme) void setPreference("theme", isForTeam ? teamId : "", text.trim());
  }
  function choose(forTeam: boolean) {
    setForTeam(forTeam);
    if (!forTeam && ofTeam !== "") void removePreference("theme", teamId);
  }
  return (
    <>
      <TextArea label={t("settings.theme_json")} rows={5} spellCheck={false} value={text} problem={problem} onChange={(event) => setTyped(event.currentTarget.value)} />
      {!isAlone && <Checkbox label={t("settings.theme_team", { team: team?.display_name ?? "" })} checked={isForTeam} onChange={choose} />}
      <div className={styles.actions}>
        <Button onClick={save}>{t("settings.theme_apply")}</Button>
        <Button tone="quiet" icon={<Copy size={15} />} disabled={text === ""} onClick={() => void copy(text, t("settings.theme_copied"))}>
          {t("settings.theme_copy")}
        </Button>
      </div>
    </>
  );
}
