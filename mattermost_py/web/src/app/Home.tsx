import { Redirect, useSearchParams } from "wouter";
import { rememberedPath, rememberedTeam } from "@/load/remembered";
import { myTeams } from "@/state/teams";
import { useApp } from "@/state/store";

/** Nowhere in particular: on to where the user was last, or to choosing a team. */
export function Home() {
  const teams = useApp(myTeams);
  const [params] = useSearchParams();
  const wanted = params.get("redirect_to");
  if (wanted?.startsWith("/") && !wanted.startsWith("//")) return <Redirect to={wanted} replace />;
  const last = rememberedTeam();
  const team = teams.find((one) => one.id === last) ?? teams[0];
  if (team === undefined) return <Redirect to="/select_team" replace />;
  return <Redirect to={rememberedPath(team.id) ?? `/${team.name}`} replace />;
}
