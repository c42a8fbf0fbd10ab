import { Redirect, useLocation } from "wouter";
import { rememberedTeam } from "@/load/remembered";
import { myTeams } from "@/state/teams";
import { useApp } from "@/state/store";

/** `/_redirect/pl/<id>` and the like: the same address in the user's team. */
export default function RedirectScreen() {
  const [path] = useLocation();
  const teams = useApp(myTeams);
  const last = rememberedTeam();
  const team = teams.find((one) => one.id === last) ?? teams[0];
  if (team === undefined) return <Redirect to="/" replace />;
  return <Redirect to={path.replace(/^\/_redirect/, `/${team.name}`)} replace />;
}
