/** What a session was opened with, in words. */
import type { Session } from "@mattermost/types/sessions";
import { t } from "@/i18n/t";

export function deviceOf(session: Session): string {
  const props = session.props as Record<string, string | undefined>;
  const words = new Set([props["browser"]?.replace("/", " ").replace(/(\.0)+$/, ""), props["os"], props["platform"]].filter(Boolean));
  return [...words].join(" · ") || t("settings.session_unknown");
}
