/** Addresses inside the client: channels, posts, and links that point back at this very server. */
import { basePath } from "@/client/http";
import type { Post } from "@mattermost/types/posts";
import type { State } from "@/state/model";

/** Path of a channel in a team, below the mounted path. */
export function channelPath(teamName: string, channelName: string): string {
  return `/${teamName}/channels/${channelName}`;
}

/** Path of a post. */
export function postPath(teamName: string, postId: string): string {
  return `/${teamName}/pl/${postId}`;
}

/** The name of the team a post is read in: its own, or the present one for direct channels. */
export function teamNameOf(state: State, post: Pick<Post, "channel_id">): string {
  const teamId = state.channels.byId[post.channel_id]?.team_id ?? "";
  return state.teams.byId[teamId === "" ? state.teams.currentId : teamId]?.name ?? "";
}

/** The address of a post to hand to others. */
export function permalink(state: State, post: Pick<Post, "id" | "channel_id">): string {
  const site = state.server.config.SiteURL;
  const root = site !== undefined && site !== "" ? site.replace(/\/$/, "") : window.location.origin + basePath;
  return root + postPath(teamNameOf(state, post), post.id);
}

const OUTSIDE = /^\/(api|files|plugins|static|oauth|hooks)\//;

/** The path below the mounted one if an address belongs to this client, else null. */
export function insidePath(href: string, siteUrl: string | undefined): string | null {
  const roots = [window.location.origin + basePath, siteUrl?.replace(/\/$/, "") ?? ""].filter((root) => root !== "");
  const rest = href.startsWith("/") ? href.slice(href.startsWith(`${basePath}/`) ? basePath.length : 0) : roots.filter((root) => href.startsWith(`${root}/`)).map((root) => href.slice(root.length))[0];
  return rest === undefined || OUTSIDE.test(rest) ? null : rest;
}
