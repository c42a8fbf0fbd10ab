/** What other features show of people. */
export { PersonRow } from "./PersonRow";
export { ProfilePopover } from "./ProfilePopover";
export { StatusMenu } from "./StatusMenu";
