/** From an open page to a signed-in user with a team, and back. */
import { create } from "zustand";
import { AppError, cookie, onSessionEnd } from "@/client/http";
import { clientConfig, clientLicense, preferences as fetchPreferences } from "@/client/server";
import * as teams from "@/client/teams";
import * as users from "@/client/users";
import { nearestLocale, setLocale } from "@/i18n/t";
import { startLive, stopLive } from "@/live/live";
import type { User } from "@/state/model";
import { receivePreferences } from "@/state/preferences";
import { receiveConfig, setConnection } from "@/state/server";
import { change, getState, resetStore } from "@/state/store";
import { receiveMyTeams, receiveTeamUnreads } from "@/state/teams";
import { receiveMe } from "@/state/users";
import { fetchAddressed, openAddressed, openAddressedTeam } from "./address";
import { leave } from "./leaving";
import { needLevels } from "./levels";
import { loadRoles } from "./roles";
import { loadMyTeams, loadOtherTeams, loadTeamChannels } from "./teams";

export type Phase = "starting" | "signed-out" | "signed-in" | "unreachable";

interface Session {
  phase: Phase;
  /** Whether the session ended by itself, to say so on the sign-in page. */
  expired: boolean;
  /** Grows when the language changes, to draw everything again. */
  language: number;
}

export const useSession = create<Session>()(() => ({ phase: "starting", expired: false, language: 0 }));

/** After this long without an answer the page opens with what was kept, if anything was. */
const PATIENCE_MS = 8000;

/** Finds out who is here; called once when the page opens, and again by "try again". */
export async function startSession(): Promise<void> {
  useSession.setState({ phase: "starting" });
  const asked = fetchArrival();
  const meId = cookie(WHO);
  const addressed = meId === "" ? null : fetchAddressed(meId);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  try {
    const arrival = await Promise.race([asked.catch(() => null), late]);
    if (arrival === null && (await startFromKept())) return;
    const { config, license, who } = arrival ?? (await asked);
    change(receiveConfig, config, license);
    if (who === null) useSession.setState({ phase: "signed-out" });
    else {
      await enterWith(who.me, who.belongings);
      // The list of all channels may be megabytes: it comes behind the one channel.
      const opened = addressed?.then(openAddressed);
      void opened?.then(openAddressedTeam);
      // If the channel is known by now, its posts are asked for before the drawing begins.
      await Promise.race([opened, aMoment()]);
      show();
    }
  } catch {
    useSession.setState({ phase: "unreachable" });
  }
}

const aMoment = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

/** The one cookie of the session that scripts can see: whose it is. */
const WHO = "MMUSERID";

/** With a cookie everything is asked for at once; a stale one costs a few refused requests. */
async function fetchArrival() {
  const asked = cookie(WHO) === "" ? null : fetchBelongings();
  asked?.catch(() => undefined);
  const [config, license, me] = await Promise.all([clientConfig(), clientLicense(), asked === null ? null : whoAmI()]);
  return { config, license, who: me === null || asked === null ? null : { me, belongings: await asked } };
}

/** Opens the page as it was seen last; the server is asked as soon as there is a line to it. */
async function startFromKept(): Promise<boolean> {
  const userId = cookie(WHO);
  if (userId === "" || !(await (await snapshot()).restoreSnapshot(userId))) return false;
  await speak(getState().users.byId[userId]?.locale ?? "");
  change(setConnection, { link: "offline" });
  isFromKept = true;
  startLive(() => void refetch(), true);
  show();
  return true;
}

let isFromKept = false;
const snapshot = () => import("@/local/snapshot");

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

async function enterWith(me: User, belongings: Belongings): Promise<void> {
  await speak(me.locale);
  takeIn(me, belongings);
  startLive(() => void refetch());
}

function takeIn(me: User, { preferences, list, members, unreads }: Belongings): void {
  change((state) => {
    const known = receivePreferences(receiveMe(state, me), preferences);
    return receiveTeamUnreads(receiveMyTeams(known, list, members), unreads);
  });
  void loadRoles();
  needLevels();
  setTimeout(() => me.id === getState().users.meId && void keep(me.id), KEEP_AFTER_MS);
}

/** The first screen comes before what is kept of it. */
const KEEP_AFTER_MS = 3000;
const keep = (userId: string) => snapshot().then(({ keepSnapshot }) => keepSnapshot(userId), () => undefined);

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
    if (isFromKept) {
      if (!(await comeBack())) return;
    } else {
      const [preferences] = await Promise.all([fetchPreferences(), loadMyTeams()]);
      change(receivePreferences, preferences);
    }
    if (currentId !== "") await loadTeamChannels(currentId);
    await loadOtherTeams(currentId, true);
  } catch {
    // The line is shaky; its next loss or return asks again.
  }
}

/** The server is there again after a start without it; false if the session is over. */
async function comeBack(): Promise<boolean> {
  const { config, license, who } = await fetchArrival();
  isFromKept = false;
  change(receiveConfig, config, license);
  if (who === null) forget(true);
  else takeIn(who.me, who.belongings);
  return who !== null;
}

let isLeaving = false;

/** Whether the server may still be told what this person does. */
export const isSignedIn = (): boolean => useSession.getState().phase === "signed-in" && !isLeaving;

/** Ends the session here and on the server. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  await users.logout().catch(() => undefined);
  forget(false);
  isLeaving = false;
}

function forget(expired: boolean): void {
  stopLive();
  isFromKept = false;
  const { server: { config, license }, users: { meId } } = getState();
  snapshot().then(({ forgetSnapshot }) => forgetSnapshot(meId), () => undefined);
  leave();
  resetStore();
  change(receiveConfig, config, license);
  useSession.setState({ phase: "signed-out", expired });
}

onSessionEnd(() => {
  if (isSignedIn()) forget(true);
});
