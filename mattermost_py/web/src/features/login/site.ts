/** The server's own name, for its front door. */
export function siteName(config: Readonly<Record<string, string | undefined>>): string {
  return config["SiteName"] ?? "mmpy";
}
