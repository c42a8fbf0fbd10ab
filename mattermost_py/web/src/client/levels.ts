/** Levels of confidentiality of channels. */
import { get, put } from "./http";

export interface ChannelLevel {
  channel_id: string;
  /** The name of a level; empty for none. */
  level: string;
}

/** Levels of one's own channels. */
export const channelLevels = () => get<ChannelLevel[]>("/channel_levels");

export const setChannelLevel = (channelId: string, level: string) => put<ChannelLevel>(`/channels/${channelId}/level`, { level });
