/** What a session was opened with, in words. */
import type { Session } from "@mattermost/types/sessions";
import { cookie } from "@/client/http";
import { t } from "@/i18n/t";

/** Whether it is the session of this window: only its own secret is told to anybody. */
export function isHere({ props }: Session): boolean {
  const secret = (props as Record<string, string | undefined>)["csrf"];
  return secret !== undefined && secret === cookie("MMCSRF");
}

export function deviceOf(session: Session): string {
  const props = session.props as Record<string, string | undefined>;
  const told = [props["browser"]?.replace("/", " ").replace(/(\.0)+$/, ""), props["os"], props["platform"]];
  // What the server could not make out of a program's name it calls unknown.
  const words = new Set(told.filter((word) => word && !/^unknown\b/i.test(word)));
  return [...words].join(" · ") || t("settings.session_unknown");
}
