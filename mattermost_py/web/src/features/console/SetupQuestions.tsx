import { type ReactNode, useEffect, useState } from "react";
import { t, withWords } from "@/i18n/t";
import { TeamFields } from "@/features/teams/TeamFields";
import { useCreateTeam } from "@/features/teams/useCreateTeam";
import { useApp, useAppShallow } from "@/state/store";
import { myTeams } from "@/state/teams";
import { me } from "@/state/users";
import { Button } from "@/ui/Button";
import { Radios } from "@/ui/Field";
import { Form, FormProblem } from "@/ui/Page";
import { late, Later } from "@/ui/late";
import { edit, settingOf, useConfiguration } from "./configuration";
import styles from "./Parts.module.css";
import { Card, Facts } from "./parts";
import { ChosenSettings } from "./settings/ChosenSettings";
import { TestButtons } from "./settings/TestButtons";
import { textOf } from "./settings/values";
import type { Step } from "./setupSteps";

const InviteDialog = late(() => withWords(import("@/features/teams/InviteDialog"), "more"));

const MAIL = ["SendEmailNotifications", "SMTPServer", "SMTPPort", "ConnectionSecurity", "EnableSMTPAuth", "SMTPUsername", "SMTPPassword", "FeedbackName", "FeedbackEmail", "EnableEmailInvitations"];
/** Invitations by mail are a setting of another section. */
const mailName = (key: string): string => `${key === "EnableEmailInvitations" ? "ServiceSettings" : "EmailSettings"}.${key}`;

interface Props {
  step: Step;
  /** The question has answered itself; on to the next. */
  onAnswered: () => void;
}

/** One question of the set-up. */
export function SetupQuestion({ step, onAnswered }: Props): ReactNode {
  const frame = { title: t(`console.step.${step}`), lead: t(`console.step_lead.${step}`) };
  switch (step) {
    case "address":
      return <Address {...frame} />;
    case "admin":
      return <Administrator {...frame} />;
    case "mail":
      return (
        <Card {...frame} actions={<TestButtons section="EmailSettings" />}>
          <ChosenSettings names={MAIL.map(mailName)} />
        </Card>
      );
    case "tls":
      return <Encryption {...frame} />;
    case "team":
      return <FirstTeam {...frame} onCreated={onAnswered} />;
    case "invite":
      return <Invite {...frame} />;
  }
}

interface FrameProps {
  title: string;
  lead: string;
}

/** Fills a setting in that nobody has chosen yet, as a proposal. */
function usePropose(section: string, key: string, value: string): void {
  const isReady = useConfiguration((state) => state.sections !== null);
  useEffect(() => {
    const setting = settingOf(section, key);
    if (setting?.value === "" && setting.is_writable) edit(section, key, value);
  }, [isReady, section, key, value]);
}

/** The address of this very page is most likely the right one. */
function Address(frame: FrameProps) {
  usePropose("ServiceSettings", "SiteURL", window.location.origin);
  return (
    <Card {...frame} actions={<TestButtons section="ServiceSettings" />}>
      <ChosenSettings names={["ServiceSettings.SiteURL", "TeamSettings.SiteName"]} />
    </Card>
  );
}

/** Who runs the site, and where people find help. */
function Administrator(frame: FrameProps) {
  const user = useApp(me);
  usePropose("SupportSettings", "SupportEmail", user?.email ?? "");
  return (
    <Card {...frame}>
      <Facts
        facts={[
          [t("console.setup_account"), `@${user?.username ?? ""}`],
          [t("login.email"), user?.email ?? ""],
        ]}
      />
      <ChosenSettings names={["SupportSettings.SupportEmail", "ServiceSettings.EnableMultifactorAuthentication"]} />
    </Card>
  );
}

type Way = "proxy" | "letsencrypt" | "own";

const TLS_KEYS: Readonly<Record<Way, readonly string[]>> = {
  proxy: [],
  letsencrypt: ["LetsEncryptCertificateCacheFile", "Forward80To443", "ListenAddress"],
  own: ["TLSCertFile", "TLSKeyFile", "ListenAddress"],
};

/** What encrypts the line; the settings that go with it follow the choice. */
function Encryption(frame: FrameProps) {
  const isEncrypted = window.location.protocol === "https:";
  const names = ["ConnectionSecurity", "UseLetsEncrypt"];
  const [security, letsEncrypt] = useConfiguration((state) => `${textOf(held(state, names[0]))} ${textOf(held(state, names[1]))}`).split(" ");
  const way: Way = security !== "TLS" ? "proxy" : letsEncrypt === "true" ? "letsencrypt" : "own";
  const isFixed = names.some((key) => settingOf("ServiceSettings", key)?.is_writable === false);
  function choose(wanted: Way) {
    edit("ServiceSettings", "ConnectionSecurity", wanted === "proxy" ? "" : "TLS");
    edit("ServiceSettings", "UseLetsEncrypt", wanted === "letsencrypt");
  }
  return (
    <Card {...frame}>
      <p className={isEncrypted ? styles.success : styles.notice}>{t(isEncrypted ? "console.tls_on" : "console.tls_off")}</p>
      {isFixed ? (
        <ChosenSettings names={names.map((key) => `ServiceSettings.${key}`)} />
      ) : (
        <Radios<Way>
          label={t("console.tls_way")}
          value={way}
          options={(["proxy", "letsencrypt", "own"] as const).map((value) => ({ value, text: t(`console.tls_way_${value}`), hint: t(`console.tls_hint_${value}`) }))}
          onChange={choose}
        />
      )}
      {TLS_KEYS[way].length > 0 && <ChosenSettings names={TLS_KEYS[way].map((key) => `ServiceSettings.${key}`)} />}
    </Card>
  );
}

type Held = ReturnType<typeof useConfiguration.getState>;

function held({ drafts, sections }: Held, key = "") {
  const known = sections?.find((one) => one.name === "ServiceSettings")?.keys.find((one) => one.key === key);
  return drafts[`ServiceSettings.${key}`] ?? known?.value ?? "";
}

function FirstTeam({ onCreated, ...frame }: FrameProps & { onCreated: () => void }) {
  const teams = useAppShallow(myTeams);
  const form = useCreateTeam(onCreated);
  if (teams.length > 0) {
    return (
      <Card {...frame}>
        <p className={styles.success}>{t("console.setup_has_team", { teams: teams.map((team) => team.display_name).join(", ") })}</p>
      </Card>
    );
  }
  return (
    <Card {...frame}>
      <Form onSubmit={form.submit}>
        <FormProblem>{form.failure}</FormProblem>
        <TeamFields form={form} />
        <div className={styles.actions}>
          <Button type="submit" tone="primary" busy={form.busy} disabled={form.name.trim() === ""}>
            {t("teams.create_submit")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Invite(frame: FrameProps) {
  const teams = useAppShallow(myTeams);
  const [teamId, setTeamId] = useState("");
  return (
    <Card {...frame}>
      {teams.length === 0 ? (
        <p>{t("console.setup_no_team")}</p>
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
        <Later>
          <InviteDialog id={teamId} onClose={() => setTeamId("")} />
        </Later>
      )}
    </Card>
  );
}
