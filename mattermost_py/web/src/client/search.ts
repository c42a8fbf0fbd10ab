/** Search among posts and files. */
import type { PostSearchResults } from "@mattermost/types/posts";
import type { FileHits } from "./files";
import { post } from "./http";

interface Search {
  /** Empty for all teams. */
  teamId: string;
  terms: string;
  page: number;
}

function body({ terms, page }: Search) {
  return {
    terms,
    is_or_search: false,
    include_deleted_channels: true,
    page,
    per_page: 60,
    // Days of `on:` and `before:` begin at the searcher's midnight.
    time_zone_offset: -new Date().getTimezoneOffset() * 60,
  };
}

const inTeam = (teamId: string) => (teamId === "" ? "" : `/teams/${teamId}`);

export const searchPosts = (search: Search) => post<PostSearchResults>(`${inTeam(search.teamId)}/posts/search`, body(search));

export const searchFiles = (search: Search) => post<FileHits>(`${inTeam(search.teamId)}/files/search`, body(search));

/** Posts with any of these words, for recent mentions. */
export const searchAnyWord = (search: Search) =>
  post<PostSearchResults>(`/teams/${search.teamId}/posts/search`, { ...body(search), is_or_search: true });
