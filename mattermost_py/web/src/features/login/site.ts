const OFFICIAL_DEFAULT = "Mattermost";

/** The site's own name, for its front door; a name nobody chose gives way to ours. */
export function siteName(config: Readonly<Record<string, string | undefined>>): string {
  const chosen = config["SiteName"] ?? "";
  return chosen === "" || chosen === OFFICIAL_DEFAULT ? "mmpy" : chosen;
}
