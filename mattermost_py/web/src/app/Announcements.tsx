import { withWords } from "@/i18n/t";
import { preference } from "@/state/preferences";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { late, Later, useArrival } from "@/ui/late";
import { announcementMark, DISMISSED, SETUP } from "./announcing";

const Bars = late(() => withWords(import("./AnnouncementBars"), "more"));

/** The lines above everything: what administrators announce, and to them that the server is not set up yet. */
export function Announcements() {
  const announcement = useApp((state) => {
    const { BannerText: text = "", AllowBannerDismissal: goes } = state.server.config;
    if (!isEnabled(state, "EnableBanner") || text.trim() === "") return "";
    const isGone = goes === "true" && preference(state, DISMISSED, "banner") === announcementMark(text);
    return isGone ? "" : text;
  });
  const asksForSetup = useApp(
    (state) => state.server.config["SiteURL"] === "" && can(state, "manage_system") && preference(state, DISMISSED, SETUP) !== "true",
  );
  const hasPlan = useApp((state) => state.server.config["MaintenanceEndAt"] !== undefined);
  const isThere = useArrival(Bars, announcement !== "" || asksForSetup || hasPlan);
  if (!isThere) return null;
  return (
    <Later>
      <Bars announcement={announcement} asksForSetup={asksForSetup} />
    </Later>
  );
}
