import { useApp } from "@/state/store";
import { late, Later, useArrival } from "@/ui/late";

const Bar = late(() => import("./SiteLevelBar"));

/** How confidential the whole site is; the first and the last line of every page. */
export function SiteLevel() {
  const isThere = useArrival(Bar, useApp((state) => Boolean(state.server.config["ClassificationSite"])));
  return isThere ? (
    <Later>
      <Bar />
    </Later>
  ) : null;
}
