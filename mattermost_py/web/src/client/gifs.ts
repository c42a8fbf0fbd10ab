/** GIFs of GIPHY, asked of nobody before somebody opens their tab; the site has to have a key for it. */
import { t } from "@/i18n/t";

import { AppError } from "./http";

export interface Gif {
  id: string;
  title: string;
  /** As it is sent. */
  url: string;
  /** A smaller one to choose from. */
  small: string;
}

/** The beginning of an answer of GIPHY, as far as it is read here. */
interface Found {
  data: readonly { id: string; title: string; images: { fixed_height: { url: string }; fixed_width_small?: { url?: string } } }[];
}

const SERVICE = "https://api.giphy.com/v1/gifs";
const PER_PAGE = 24;

/** What is found for the words, or what many send if there are none. */
export async function gifPage(key: string, words: string, page: number): Promise<Gif[]> {
  const query = new URLSearchParams({ api_key: key, limit: String(PER_PAGE), offset: String(page * PER_PAGE), rating: "g" });
  if (words !== "") query.set("q", words);
  let response: Response;
  try {
    response = await fetch(`${SERVICE}/${words === "" ? "trending" : "search"}?${query.toString()}`, { credentials: "omit", referrerPolicy: "no-referrer" });
  } catch {
    throw new AppError(t("emoji.gifs_unreachable"), "", 0);
  }
  if (!response.ok) throw new AppError(t("emoji.gifs_refused"), "", response.status);
  const { data } = (await response.json()) as Found;
  return data.map(({ id, title, images }) => ({ id, title, url: images.fixed_height.url, small: images.fixed_width_small?.url ?? images.fixed_height.url }));
}
