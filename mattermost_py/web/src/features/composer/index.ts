/** Where messages are written. */
export { Composer } from "./Composer";
