/** Numbers, times and sizes as the console writes them. */
import { currentLocale, t } from "@/i18n/t";

export function dateTime(at: number | undefined): string {
  if (at === undefined || at <= 0) return t("console.never");
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function day(at: number | undefined): string {
  if (at === undefined || at <= 0) return t("console.never");
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: "medium" }).format(at);
}

export function number(value: number): string {
  return new Intl.NumberFormat(currentLocale()).format(value);
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function bytes(value: number): string {
  const step = value < 1 ? 0 : Math.min(Math.floor(Math.log(value) / Math.log(1000)), UNITS.length - 1);
  // The short form of this one unit is the whole word.
  if (step === 0) return `${number(value)} B`;
  const format = new Intl.NumberFormat(currentLocale(), { style: "unit", unit: UNITS[step] ?? "byte", maximumFractionDigits: 1 });
  return format.format(value / 1000 ** step);
}

/** A word that begins a choice instead of standing in a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(currentLocale()) + words.slice(1);
}

// Words that keep their own spelling when a key is taken apart.
const SPELLED: Readonly<Record<string, string>> = {
  id: "ID", ids: "IDs", url: "URL", urls: "URLs", api: "API", sql: "SQL", ip: "IP", ssl: "SSL", tls: "TLS", ldap: "LDAP", saml: "SAML",
  mfa: "MFA", smtp: "SMTP", s3: "S3", cors: "CORS", json: "JSON", svg: "SVG", png: "PNG", html: "HTML", ios: "iOS", idp: "IdP",
  oauth: "OAuth", openid: "OpenID", gitlab: "GitLab", github: "GitHub", google: "Google", intune: "Intune", mattermost: "Mattermost",
  latex: "LaTeX", javascript: "JavaScript", csv: "CSV", utc: "UTC", gif: "GIF", gfycat: "Gfycat", amazon: "Amazon", azure: "Azure",
  android: "Android", kms: "KMS", dsn: "DSN", ad: "AD", dcr: "DCR", iam: "IAM", elasticsearch: "Elasticsearch", cpu: "CPU", mb: "MB",
  giphy: "GIPHY", sdk: "SDK", redis: "Redis", sso: "SSO", ca: "CA", ocr: "OCR", zip: "ZIP", http: "HTTP", https: "HTTPS", pdf: "PDF", cws: "CWS",
};

/** A key such as `MaxUsersPerTeam` as words: "Max users per team". */
export function spelledOut(key: string): string {
  const parts = key
    .replace(/OAuth/g, "Oauth").replace(/OpenI[dD]/g, "Openid").replace(/GitLab/g, "Gitlab").replace(/IOS|IoS/g, "Ios").replace(/JavaScript/g, "Javascript")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[\s_]+/);
  const words = parts.map((part) => SPELLED[part.toLowerCase()] ?? part.toLowerCase());
  const [first = "", ...rest] = words;
  return [first in SPELLED || first !== first.toLowerCase() ? first : first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ");
}
