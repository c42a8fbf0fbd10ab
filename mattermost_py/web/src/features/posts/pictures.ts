/** Where pictures that messages name are drawn from. */
import { throughHere } from "@/client/images";
import { safeImageUrl } from "@/markdown/safeUrl";
import { isEnabled } from "@/state/server";
import { getState } from "@/state/store";

/** The address to draw a picture from, by way of this server where it offers that; null if it may not be drawn. */
export function pictureSource(raw: string): string | null {
  const url = safeImageUrl(raw);
  const state = getState();
  return url === null ? null : throughHere(url, isEnabled(state, "HasImageProxy"), state.server.config.SiteURL ?? "");
}
