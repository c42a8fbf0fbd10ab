/** The server's own emoji. */
import type { CustomEmoji } from "@mattermost/types/emojis";
import { apiUrl, get, post } from "./http";

export const customEmojiPage = (page: number) => get<CustomEmoji[]>("/emoji", { page, per_page: 200, sort: "name" });

export const emojiByNames = (names: readonly string[]) => post<CustomEmoji[]>("/emoji/names", names);

export const autocompleteEmoji = (name: string) => get<CustomEmoji[]>("/emoji/autocomplete", { name });

/** The address of an emoji's picture. */
export const emojiImageUrl = (emojiId: string) => apiUrl(`/emoji/${emojiId}/image`);
