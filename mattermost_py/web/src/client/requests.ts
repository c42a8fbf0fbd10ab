/** Private channels that may be found, and requests to be let in. */
import { del, get, post, put } from "./http";

/** All that is told of a channel to somebody outside. */
export interface FindableChannel {
  id: string;
  team_id: string;
  display_name: string;
  purpose: string;
  /** When one asked to be let in; 0 if not. */
  asked_at: number;
}

export interface ChannelRequest {
  channel_id: string;
  user_id: string;
  message: string;
  created_at: number;
}

export const findableChannels = (teamId: string, term: string) => get<FindableChannel[]>(`/teams/${teamId}/channels/findable`, { term });

export const isFindable = (channelId: string) => get<{ findable: boolean }>(`/channels/${channelId}/findable`);

export const setFindable = (channelId: string, findable: boolean) => put<{ findable: boolean }>(`/channels/${channelId}/findable`, { findable });

export const channelRequests = (channelId: string) => get<ChannelRequest[]>(`/channels/${channelId}/requests`);

export const askToJoin = (channelId: string, message: string) => post<ChannelRequest>(`/channels/${channelId}/requests`, { message });

export const withdrawRequest = (channelId: string) => del<unknown>(`/channels/${channelId}/requests`);

export const approveRequest = (channelId: string, userId: string) => post<unknown>(`/channels/${channelId}/requests/${userId}/approve`, {});

export const declineRequest = (channelId: string, userId: string, reason: string) =>
  post<unknown>(`/channels/${channelId}/requests/${userId}/decline`, { reason });
