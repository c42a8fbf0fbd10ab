/** Names for addresses, made from names for people. */
import { RESERVED } from "@/app/paths";

const LONGEST = 64;

/** Lower-case ASCII words with dashes; umlauts and accents become their plain letters. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
}

export function isTeamName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(name) && name.length <= LONGEST && !RESERVED.has(name);
}

/** A channel's address; names that look like those of direct and group channels are not free. */
export function isChannelName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_-]*$/.test(name) && name.length <= LONGEST && !name.includes("__") && !/^[0-9a-f]{40}$/.test(name);
}
