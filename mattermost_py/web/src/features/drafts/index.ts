/** What the shell shows of drafts. */
export { DraftsView } from "./DraftsView";
