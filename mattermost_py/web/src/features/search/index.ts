/** What the shell shows of search. */
export { PinnedPosts } from "./PinnedPosts";
export { RecentMentions } from "./RecentMentions";
export { SavedPosts } from "./SavedPosts";
export { SearchBar } from "./SearchBar";
export { SearchResults } from "./SearchResults";
