type Config = Readonly<Record<string, string | undefined>>;

const OFFICIAL_DEFAULT = "Mattermost";

/** The site's own name, for its front door; a name nobody chose gives way to ours. */
export function siteName(config: Config): string {
  const chosen = config["SiteName"] ?? "";
  return chosen === "" || chosen === OFFICIAL_DEFAULT ? "mmpy" : chosen;
}

/** Where to tell that something does not work, if the site has chosen a place. */
export function problemLink(config: Config): string {
  if (config["ReportAProblemType"] === "link") return config["ReportAProblemLink"] ?? "";
  const mail = config["ReportAProblemMail"] ?? "";
  return config["ReportAProblemType"] === "email" && mail !== "" ? `mailto:${mail}` : "";
}

export interface SiteLink {
  name: "about" | "help" | "terms" | "privacy";
  href: string;
}

const LINKS: readonly [name: SiteLink["name"], key: string][] = [
  ["about", "AboutLink"],
  ["help", "HelpLink"],
  ["terms", "TermsOfServiceLink"],
  ["privacy", "PrivacyPolicyLink"],
];

/** The links the site has set. The defaults lead to pages about somebody else's service, so they are left out. */
export function siteLinks(config: Config): SiteLink[] {
  return LINKS.flatMap(([name, key]) => {
    const href = config[key] ?? "";
    return /^https?:\/\//.test(href) && !/^https?:\/\/([a-z0-9-]+\.)*mattermost\.com(\/|$)/.test(href) ? [{ name, href }] : [];
  });
}
