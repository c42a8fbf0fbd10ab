import { Check } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Link } from "wouter";
import { DISMISSED, SETUP } from "@/app/announcing";
import { go } from "@/app/paths";
import { setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { myTeams } from "@/state/teams";
import { useAppShallow } from "@/state/store";
import { Button } from "@/ui/Button";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { classes } from "@/ui/classes";
import { draftsOf, edit, saveDrafts, settingOf, useConfiguration } from "./configuration";
import styles from "./Parts.module.css";
import { settingsPath } from "./pages";
import { Card, ConsolePage } from "./parts";
import { ChosenSettings } from "./settings/ChosenSettings";
import { TestButtons } from "./settings/TestButtons";

const InviteDialog = lazy(() => import("@/features/teams/InviteDialog"));

const STEPS = ["address", "mail", "tls", "invite"] as const;
type Step = (typeof STEPS)[number];

const MAIL = ["SendEmailNotifications", "SMTPServer", "SMTPPort", "ConnectionSecurity", "EnableSMTPAuth", "SMTPUsername", "SMTPPassword", "FeedbackName", "FeedbackEmail", "EnableEmailInvitations"];
/** Invitations by mail are a setting of another section. */
const mailName = (key: string): string => `${key === "EnableEmailInvitations" ? "ServiceSettings" : "EmailSettings"}.${key}`;

/** From a fresh server to the first people in it, one question after the other. */
export default function SetupPage() {
  const [at, setAt] = useState(0);
  const step = STEPS[at] ?? "address";
  const configuration = useConfiguration();
  const { busy, problem, run } = useTask();
  const isChanged = draftsOf(configuration).length > 0;
  const isLast = at === STEPS.length - 1;
  const next = () =>
    run(async () => {
      if (isChanged && !(await saveDrafts())) return;
      if (!isLast) {
        setAt(at + 1);
        return;
      }
      await setPreference(DISMISSED, SETUP, "true");
      go("/");
    });
  return (
    <ConsolePage title={t("console.page.setup")} lead={t("console.lead.setup")}>
      <ol className={styles.steps} aria-label={t("console.steps")}>
        {STEPS.map((name, place) => (
          <li key={name} aria-current={name === step ? "step" : undefined} className={classes(styles.step, place < at && styles.done)}>
            <button type="button" onClick={() => setAt(place)}>
              <span aria-hidden="true">{place < at ? <Check size={14} /> : place + 1}</span>
              {t(`console.step.${name}`)}
            </button>
          </li>
        ))}
      </ol>
      <Question step={step} />
      <FormProblem>{problem}</FormProblem>
      <div className={styles.actions}>
        {at > 0 && <Button onClick={() => setAt(at - 1)}>{t("common.back")}</Button>}
        <Button tone="primary" busy={busy} onClick={next}>
          {t(isLast ? "console.setup_done" : isChanged ? "console.save_and_next" : "common.next")}
        </Button>
      </div>
    </ConsolePage>
  );
}

function Question({ step }: { step: Step }): ReactNode {
  const frame = { title: t(`console.step.${step}`), lead: t(`console.step_lead.${step}`) };
  switch (step) {
    case "address":
      return <Address {...frame} />;
    case "mail":
      return (
        <Card {...frame} actions={<TestButtons section="EmailSettings" />}>
          <ChosenSettings names={MAIL.map(mailName)} />
        </Card>
      );
    case "tls":
      return <Encryption {...frame} />;
    case "invite":
      return <Invite {...frame} />;
  }
}

interface FrameProps {
  title: string;
  lead: string;
}

/** The address of this very page is most likely the right one. */
function Address(frame: FrameProps) {
  const isReady = useConfiguration((state) => state.sections !== null);
  useEffect(() => {
    const setting = settingOf("ServiceSettings", "SiteURL");
    if (setting?.value === "" && setting.is_writable) edit("ServiceSettings", "SiteURL", window.location.origin);
  }, [isReady]);
  return (
    <Card {...frame} actions={<TestButtons section="ServiceSettings" />}>
      <ChosenSettings names={["ServiceSettings.SiteURL", "TeamSettings.SiteName"]} />
    </Card>
  );
}

function Encryption(frame: FrameProps) {
  const isEncrypted = window.location.protocol === "https:";
  return (
    <Card {...frame}>
      <p className={isEncrypted ? styles.success : styles.notice}>{t(isEncrypted ? "console.tls_on" : "console.tls_off")}</p>
      {!isEncrypted && (
        <ul className={styles.points}>
          <li>{t("console.tls_proxy")}</li>
          <li>
            {t("console.tls_own")} <Link to={settingsPath("ServiceSettings", "ConnectionSecurity")}>{t("console.show_setting")}</Link>
          </li>
        </ul>
      )}
    </Card>
  );
}

function Invite(frame: FrameProps) {
  const teams = useAppShallow(myTeams);
  const [teamId, setTeamId] = useState("");
  return (
    <Card {...frame}>
      {teams.length === 0 ? (
        <p>
          {t("console.setup_no_team")} <Link to="/create_team">{t("console.setup_create_team")}</Link>
        </p>
      ) : (
        <ul className={styles.list}>
          {teams.map((team) => (
            <li key={team.id} className={styles.row}>
              <span>{team.display_name}</span>
              <Button size="s" onClick={() => setTeamId(team.id)}>
                {t("console.setup_invite", { team: team.display_name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {teamId !== "" && (
        <Suspense fallback={null}>
          <InviteDialog id={teamId} onClose={() => setTeamId("")} />
        </Suspense>
      )}
    </Card>
  );
}
