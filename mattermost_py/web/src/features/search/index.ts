/** What stands beside the messages; the field over them is in the first load, these are not. */
export { PinnedPosts } from "./PinnedPosts";
export { RecentMentions } from "./RecentMentions";
export { SavedPosts } from "./SavedPosts";
export { SearchResults } from "./SearchResults";
