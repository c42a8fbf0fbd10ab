/** Pictures of other sites come through the server where it offers that, so that nobody else learns who looks. */
import { apiUrl } from "./http";

/** The address to draw a picture from; `siteUrl` is where this server says it is. */
export function throughHere(src: string, hasProxy: boolean, siteUrl: string): string {
  const isForeign = /^https?:/i.test(src) && !src.startsWith(`${window.location.origin}/`) && (siteUrl === "" || !src.startsWith(`${siteUrl.replace(/\/$/, "")}/`));
  return hasProxy && isForeign ? apiUrl("/image", { url: src }) : src;
}
