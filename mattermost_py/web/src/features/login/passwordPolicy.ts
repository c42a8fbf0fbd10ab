/** What the server asks of a password, as words, checked while typing. */
import { t } from "@/i18n/t";

type Config = Readonly<Record<string, string | undefined>>;

interface Rule {
  text: string;
  holds: (password: string) => boolean;
}

const MOST_BYTES = 72;

export function passwordRules(config: Config): Rule[] {
  const least = Number(config["PasswordMinimumLength"] ?? "") || 8;
  const rules: Rule[] = [
    {
      text: t("login.rule_length", { least }),
      holds: (password) => Array.from(password).length >= least && new TextEncoder().encode(password).length <= MOST_BYTES,
    },
  ];
  const classes: [string, string, RegExp][] = [
    ["PasswordRequireLowercase", "login.rule_lower", /[a-z]/],
    ["PasswordRequireUppercase", "login.rule_upper", /[A-Z]/],
    ["PasswordRequireNumber", "login.rule_number", /\d/],
    ["PasswordRequireSymbol", "login.rule_symbol", /[ !"\\#$%&'()*+,\-./:;<=>?@[\]^_`|~]/],
  ];
  for (const [key, words, pattern] of classes) {
    if (config[key] === "true") rules.push({ text: t(words), holds: (password) => pattern.test(password) });
  }
  return rules;
}

/** True if the server will take it. */
export function isGoodPassword(config: Config, password: string): boolean {
  return passwordRules(config).every((rule) => rule.holds(password));
}
