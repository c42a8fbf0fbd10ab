/** What the shell shows of posts. */
export { ChannelView } from "./ChannelView";
export { DeletePostDialog } from "./DeletePostDialog";
export { PostMarkdown } from "./PostMarkdown";
