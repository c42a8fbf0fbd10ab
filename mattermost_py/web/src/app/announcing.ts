/** What somebody does not want to see again above everything. */

/** The category of preferences it is remembered in. */
export const DISMISSED = "mmpy_announcements";
export const SETUP = "setup";

/** Stands for a text; another text is another announcement. */
export function announcementMark(text: string): string {
  let hash = 5381;
  for (const sign of text) hash = (hash * 33 + (sign.codePointAt(0) ?? 0)) % 4_294_967_296;
  return `${text.length}-${hash.toString(36)}`;
}
