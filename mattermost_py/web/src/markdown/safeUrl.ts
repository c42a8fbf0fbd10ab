/** Which addresses a message may link to. */

const SAFE_SCHEMES = new Set(["http:", "https:", "ftp:", "ftps:", "mailto:", "tel:", "sip:", "sips:", "xmpp:", "mattermost:", "geo:", "irc:", "ircs:", "magnet:", "slack:", "vscode:", "zoommtg:", "msteams:"]);

const SCHEME = /^([a-z][a-z0-9+.-]*:)/i;

/** The address made absolute enough to follow, or null if following it could run code or read local files. */
export function safeUrl(raw: string): string | null {
  // Browsers ignore control characters and blanks inside a scheme, so they must not hide one from us.
  // eslint-disable-next-line no-control-regex -- control characters are what is removed here
  const url = raw.replace(/[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202f\ufeff]/g, "");
  if (url === "") return null;
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && SAFE_SCHEMES.has(scheme)) return url;
  // `localhost:8065/x` looks like a scheme but names a host; a dot or a known host tells them apart.
  const isHost = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+):\d{1,5}([/?#]|$)/i.test(url);
  if (scheme !== undefined && !isHost) return null;
  if (url.startsWith("//")) return `https:${url}`;
  if (url.startsWith("/") || url.startsWith("#") || url.startsWith("?")) return url;
  return `http://${url}`;
}

/** The address of an image a message shows: web addresses and this server's own paths only. */
export function safeImageUrl(raw: string): string | null {
  const url = safeUrl(raw);
  return url !== null && /^(https?:|\/)/i.test(url) ? url : null;
}
