/** What the shell shows of threads. */
export { ThreadView } from "./ThreadView";
export { ThreadsInbox } from "./ThreadsInbox";
