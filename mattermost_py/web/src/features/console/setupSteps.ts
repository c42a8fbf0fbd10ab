/** The questions of a fresh server, in their order. */
export const STEPS = ["address", "admin", "mail", "tls", "team", "invite"] as const;
export type Step = (typeof STEPS)[number];
