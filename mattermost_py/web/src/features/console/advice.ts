/** What an administrator should look at, judged from the settings and from how the server is reached. */
import type { Json, SettingSection } from "@/client/console";
import type { DiskUse, Health } from "@/client/operations";

export type Tone = "bad" | "warn";

export interface Advice {
  /** Its words are `console.advice.<name>`. */
  name: string;
  tone: Tone;
  /** The setting that decides it, as `Section.Key`. */
  setting?: string;
  values?: Record<string, string>;
}

export interface Facts {
  sections: readonly SettingSection[];
  /** Where this page came from. */
  origin: string;
  health: Health | null;
  disk: DiskUse | null;
  /** How many jobs failed lately. */
  failedJobs: number;
}

type Look = (name: string) => Json | undefined;
type Rule = (look: Look, facts: Facts) => Advice | null;

/** Below this share of free room the disk is full soon. */
const LEAST_FREE = 0.1;

const RULES: readonly Rule[] = [
  siteUrl,
  (look) => (isOn(look("EmailSettings.SendEmailNotifications")) && text(look("EmailSettings.SMTPServer")) !== "" ? null : { name: "no_mail", tone: "warn", setting: "EmailSettings.SendEmailNotifications" }),
  (_look, { origin }) => (origin.startsWith("https://") || isLocal(origin) ? null : { name: "no_tls", tone: "bad", setting: "ServiceSettings.ConnectionSecurity" }),
  (_look, { health }) => (health?.root_status === true ? { name: "root", tone: "bad" } : null),
  (_look, { disk }) => (disk && disk.total_bytes > 0 && disk.free_bytes < disk.total_bytes * LEAST_FREE ? { name: "disk_full", tone: "bad" } : null),
  (_look, { failedJobs }) => (failedJobs > 0 ? { name: "failed_jobs", tone: "warn", values: { count: String(failedJobs) } } : null),
  off("ServiceSettings.EnableDeveloper", "developer", "bad"),
  off("ServiceSettings.EnableTesting", "testing", "bad"),
  off("ServiceSettings.EnableInsecureOutgoingConnections", "insecure_outgoing", "bad"),
  off("EmailSettings.SkipServerCertificateVerification", "mail_unchecked", "warn"),
  on("LogSettings.EnableFile", "no_log_file", "warn"),
  on("ServiceSettings.EnableMultifactorAuthentication", "no_mfa", "warn"),
  (look) => (text(look("ServiceSettings.AllowCorsFrom")) === "*" ? { name: "cors_everywhere", tone: "bad", setting: "ServiceSettings.AllowCorsFrom" } : null),
  (look) => {
    const least = look("PasswordSettings.MinimumLength");
    return typeof least === "number" && least < 8 ? { name: "short_passwords", tone: "warn", setting: "PasswordSettings.MinimumLength" } : null;
  },
];

/** What is wrong before what could be better; nothing where all is well. */
export function advice(facts: Facts): Advice[] {
  const values = new Map<string, Json>(facts.sections.flatMap((section) => section.keys.map((one) => [`${section.name}.${one.key}`, one.value] as const)));
  const found = RULES.flatMap((rule) => rule((name) => values.get(name), facts) ?? []);
  return [...found.filter((one) => one.tone === "bad"), ...found.filter((one) => one.tone === "warn")];
}

/** The address in the settings and the one in the browser should be the same: links in mails lead to the former. */
function siteUrl(look: Look, { origin }: Facts): Advice | null {
  const held = text(look("ServiceSettings.SiteURL"));
  const setting = "ServiceSettings.SiteURL";
  if (held === "") return { name: "no_site_url", tone: "bad", setting };
  return originOf(held) === origin ? null : { name: "wrong_site_url", tone: "bad", setting, values: { held, here: origin } };
}

function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch {
    return "";
  }
}

function off(setting: string, name: string, tone: Tone): Rule {
  return (look) => (isOn(look(setting)) ? { name, tone, setting } : null);
}

function on(setting: string, name: string, tone: Tone): Rule {
  return (look) => (isOn(look(setting)) ? null : { name, tone, setting });
}

const isOn = (value: Json | undefined): boolean => value === true;
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

function isLocal(origin: string): boolean {
  return /^http:\/\/(localhost|127\.|\[::1\])/.test(origin);
}
