/** What the server says of itself, roles, and the user's preferences. */
import type { PreferenceType } from "@mattermost/types/preferences";
import type { Role } from "@mattermost/types/roles";
import type { Config } from "@/state/model";
import { apiUrl, get, post, put } from "./http";

export const clientConfig = () => get<Config>("/config/client", { format: "old" });

export const clientLicense = () => get<Record<string, string>>("/license/client", { format: "old" });

export const preferences = () => get<PreferenceType[]>("/users/me/preferences");

export const savePreferences = (userId: string, changed: readonly PreferenceType[]) =>
  put<unknown>(`/users/${userId}/preferences`, changed);

export const deletePreferences = (userId: string, gone: readonly PreferenceType[]) =>
  post<unknown>(`/users/${userId}/preferences/delete`, gone);

export const rolesByNames = (names: readonly string[]) => post<Role[]>("/roles/names", names);

/** The address of the site's icon, in pixels of its side; without one of its own the server leads to the usual sign. */
export const iconUrl = (icon: string, side: 64 | 96 | 192) => apiUrl(`/brand/icon/${side}`, icon === "" ? {} : { v: icon });

/** The address of the sign-in page's own picture; another `version` shows that it was replaced. */
export const brandUrl = (version = 0) => apiUrl("/brand/image", version === 0 ? {} : { t: version });

/** Whether the server has another client by now than the one that runs here. */
export async function hasNewClient(): Promise<boolean> {
  const reply = await fetch(document.baseURI, { cache: "no-store" });
  const page = await reply.text();
  const own = [...document.querySelectorAll("script[type='module'][src]")].map((script) => script.getAttribute("src") ?? "");
  return reply.ok && own.some((src) => !page.includes(src));
}
