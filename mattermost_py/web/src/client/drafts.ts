/** Unsent messages on the server. */
import type { Draft } from "@mattermost/types/drafts";
import { del, get, request } from "./http";

export const draftsOfTeam = (teamId: string) => get<Draft[] | null>(`/users/me/teams/${teamId}/drafts`);

/** Keeps a draft; `isLast` lets the request outlive the page. */
export const saveDraft = (draft: Draft, isLast = false) => request<Draft>("POST", "/drafts", { body: draft, keepalive: isLast });

export const deleteDraft = (channelId: string, rootId: string) =>
  del<unknown>(`/users/me/channels/${channelId}/drafts${rootId === "" ? "" : `/${rootId}`}`);
