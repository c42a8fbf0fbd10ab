/** From an open page to a signed-in user with a team, and back. */
import { create } from "zustand";
import { AppError, onSessionEnd } from "@/client/http";
import { clientConfig, clientLicense, preferences as fetchPreferences } from "@/client/server";
import * as teams from "@/client/teams";
import * as users from "@/client/users";
import { nearestLocale, setLocale } from "@/i18n/t";
import { startLive, stopLive } from "@/live/live";
import type { User } from "@/state/model";
import { receivePreferences } from "@/state/preferences";
import { receiveConfig } from "@/state/server";
import { change, getState, resetStore } from "@/state/store";
import { receiveTeamMembers, receiveTeams, receiveTeamUnreads } from "@/state/teams";
import { receiveMe } from "@/state/users";
import { fetchAddressed, openAddressedTeam, receiveAddressed } from "./address";
import { loadRoles } from "./roles";
import { loadMyTeams, loadOtherTeams, loadTeamChannels } from "./teams";
import { forgetAskedUsers } from "./users";

export type Phase = "starting" | "signed-out" | "signed-in" | "unreachable";

interface Session {
  phase: Phase;
  /** Whether the session ended by itself, to say so on the sign-in page. */
  expired: boolean;
  /** Grows when the language changes, to draw everything again. */
  language: number;
}

export const useSession = create<Session>()(() => ({ phase: "starting", expired: false, language: 0 }));

/** Finds out who is here; called once when the page opens, and again by "try again". */
export async function startSession(): Promise<void> {
  useSession.setState({ phase: "starting" });
  try {
    // With a cookie everything is asked for at once; a stale one costs a few refused requests.
    const meId = cookieUserId();
    const belongings = meId === "" ? null : fetchBelongings();
    belongings?.catch(() => undefined);
    const addressed = meId === "" ? null : fetchAddressed(meId);
    const [config, license, me] = await Promise.all([clientConfig(), clientLicense(), belongings === null ? null : whoAmI()]);
    change(receiveConfig, config, license);
    if (me === null || belongings === null) useSession.setState({ phase: "signed-out" });
    else {
      await enterWith(me, await belongings);
      // The list of all channels may be megabytes: it comes behind the one channel.
      void addressed?.then(receiveAddressed).then(openAddressedTeam);
      show();
    }
  } catch {
    useSession.setState({ phase: "unreachable" });
  }
}

/** Whose session there is, by the one of its cookies that scripts can see; empty without a session. */
function cookieUserId(): string {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("MMUSERID="));
  return cookie?.slice("MMUSERID=".length) ?? "";
}

type Belongings = Awaited<ReturnType<typeof fetchBelongings>>;

/** What every screen of a signed-in user needs. */
async function fetchBelongings() {
  const [preferences, list, members, unreads] = await Promise.all([
    fetchPreferences(),
    teams.myTeams(),
    teams.myTeamMembers(),
    teams.myTeamUnreads().catch(() => []),
  ]);
  return { preferences, list, members, unreads };
}

async function whoAmI(): Promise<User | null> {
  try {
    return await users.me();
  } catch (error) {
    if (error instanceof AppError && error.status === 401) return null;
    throw error;
  }
}

/** Takes in the user after sign-in; `enter` moves to the first screen. */
export async function signedIn(me: User, enter?: () => void): Promise<void> {
  // Signed in, the server tells more of its configuration than before.
  const [config, license, belongings] = await Promise.all([clientConfig(), clientLicense(), fetchBelongings()]);
  change(receiveConfig, config, license);
  await enterWith(me, belongings);
  enter?.();
  show();
}

async function enterWith(me: User, { preferences, list, members, unreads }: Belongings): Promise<void> {
  await speak(me.locale);
  change((state) => {
    const known = receivePreferences(receiveMe(state, me), preferences);
    return receiveTeamUnreads(receiveTeamMembers(receiveTeams(known, list), members), unreads);
  });
  startLive(() => void refetch());
  void loadRoles();
}

function show(): void {
  useSession.setState({ phase: "signed-in", expired: false });
}

/** Draws everything in the user's language. */
export async function speak(locale: string): Promise<void> {
  const wanted = localStorage.getItem("mmpy.pseudo") === "1" ? "pseudo" : nearestLocale(locale || navigator.language);
  await setLocale(wanted);
  useSession.setState({ language: useSession.getState().language + 1 });
}

/** After lost events: teams, the sidebar on screen, preferences; the post lists refresh themselves. */
async function refetch(): Promise<void> {
  const { currentId } = getState().teams;
  try {
    const [preferences] = await Promise.all([fetchPreferences(), loadMyTeams()]);
    change(receivePreferences, preferences);
    if (currentId !== "") await loadTeamChannels(currentId);
    await loadOtherTeams(currentId);
  } catch {
    // The line is shaky; its next loss or return asks again.
  }
}

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  await users.logout().catch(() => undefined);
  forget(false);
}

function forget(expired: boolean): void {
  stopLive();
  const { config, license } = getState().server;
  resetStore();
  forgetAskedUsers();
  change(receiveConfig, config, license);
  useSession.setState({ phase: "signed-out", expired });
}

onSessionEnd(() => {
  if (useSession.getState().phase === "signed-in") forget(true);
});
