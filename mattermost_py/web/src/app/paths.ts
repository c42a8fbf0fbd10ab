/** Addresses of screens, as in official clients, and moving between them. */
import { navigate } from "wouter/use-browser-location";
import { basePath } from "@/client/http";
import { channelsInSight } from "@/state/categories";
import { DEFAULT_CHANNEL, otherOf } from "@/state/channels";
import type { Channel, State } from "@/state/model";
import { getState } from "@/state/store";
import { teamByName } from "@/state/teams";
import { isGuest, me } from "@/state/users";

/** First path words that are screens and never a team. */
export const RESERVED: ReadonlySet<string> = new Set([
  "login", "signup_user_complete", "select_team", "create_team", "reset_password", "reset_password_complete",
  "do_verify_email", "should_verify_email", "error", "api", "static", "admin_console", "_redirect", "_popout", "landing", "mfa",
]);

/** Goes to a path below the mounted one. */
export function go(path: string, options?: { replace?: boolean }): void {
  navigate(basePath + path, options ?? {});
}

/** The address of a channel inside a team. */
export function channelPath(state: State, teamName: string, channel: Channel): string {
  if (channel.type === "D") {
    const other = state.users.byId[otherOf(channel, state.users.meId)];
    return `/${teamName}/messages/${other ? `@${other.username}` : channel.name}`;
  }
  return `/${teamName}/${channel.type === "G" ? "messages" : "channels"}/${channel.name}`;
}

/** Opens a channel in the team it belongs to, or in the current one for direct channels. */
export function goToChannel(channelId: string, options?: { replace?: boolean }): void {
  const state = getState();
  const channel = state.channels.byId[channelId];
  if (channel === undefined) return;
  const team = state.teams.byId[channel.team_id || state.teams.currentId];
  if (team) go(channelPath(state, team.name, channel), options);
}

/** Opens what was begun and what is scheduled. */
export function goToDrafts(): void {
  const { teams } = getState();
  const team = teams.byId[teams.currentId];
  if (team) go(`/${team.name}/drafts`);
}

/** Where one begins in a team. Guests need not be in the channel of everybody: for them it is their first one, once known. */
export function defaultPath(teamName: string): string {
  const state = getState();
  const [user, team] = [me(state), teamByName(state, teamName)];
  if (user && isGuest(user)) {
    const [first] = team ? channelsInSight(state, team.id) : [];
    const channel = state.channels.byId[first ?? ""];
    return channel ? channelPath(state, teamName, channel) : `/${teamName}`;
  }
  return `/${teamName}/channels/${DEFAULT_CHANNEL}`;
}

export function permalinkPath(teamName: string, postId: string): string {
  return `/${teamName}/pl/${postId}`;
}

/** A link to a post that works when sent to others. */
export function permalink(postId: string): string {
  const state = getState();
  const channel = state.channels.byId[state.posts.byId[postId]?.channel_id ?? ""];
  const team = state.teams.byId[channel?.team_id ?? ""] ?? state.teams.byId[state.teams.currentId];
  return absolute(permalinkPath(team?.name ?? "_redirect", postId));
}

/** A full address for a path of this app. */
export function absolute(path: string): string {
  const site = (getState().server.config["SiteURL"] ?? "").replace(/\/$/, "");
  return (site === "" ? window.location.origin + basePath : site) + path;
}
