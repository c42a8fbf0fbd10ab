import { preference } from "@/state/preferences";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { useApp } from "@/state/store";
import { late, Later } from "@/ui/late";
import { announcementMark, DISMISSED, maintenanceMark, SETUP } from "./announcing";
import { useMaintenance } from "./maintenance";

const Bars = late(() => import("./AnnouncementBars"));

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
  const planned = useMaintenance();
  const seen = useApp((state) => preference(state, DISMISSED, "maintenance"));
  const maintenance = planned !== null && (planned.isNow || seen !== maintenanceMark(planned)) ? planned : null;
  if (announcement === "" && !asksForSetup && maintenance === null) return null;
  return (
    <Later>
      <Bars announcement={announcement} asksForSetup={asksForSetup} maintenance={maintenance} />
    </Later>
  );
}
