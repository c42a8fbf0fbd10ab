import { useApp } from "@/state/store";
import { late, Later } from "@/ui/late";

const Bar = late(() => import("./SiteLevelBar"));

/** How confidential the whole site is; the first and the last line of every page. */
export function SiteLevel() {
  return useApp((state) => state.server.config["ClassificationSite"]) ? (
    <Later>
      <Bar />
    </Later>
  ) : null;
}
