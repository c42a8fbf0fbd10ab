/** The server's own emoji. */
import type { CustomEmoji } from "@mattermost/types/emojis";
import { apiUrl, del, get, post, request } from "./http";

export const customEmojiPage = (page: number) => get<CustomEmoji[]>("/emoji", { page, per_page: 200, sort: "name" });

export const emojiByNames = (names: readonly string[]) => post<CustomEmoji[]>("/emoji/names", names);

export const autocompleteEmoji = (name: string) => get<CustomEmoji[]>("/emoji/autocomplete", { name });

/** The address of an emoji's picture. */
export const emojiImageUrl = (emojiId: string) => apiUrl(`/emoji/${emojiId}/image`);

export function createEmoji(creatorId: string, name: string, image: Blob): Promise<CustomEmoji> {
  const form = new FormData();
  form.append("emoji", JSON.stringify({ creator_id: creatorId, name }));
  form.append("image", image);
  return request<CustomEmoji>("POST", "/emoji", { body: form });
}

export const deleteEmoji = (emojiId: string) => del<unknown>(`/emoji/${emojiId}`);

export const searchEmoji = (term: string) => post<CustomEmoji[]>("/emoji/search", { term, prefix_only: false });
