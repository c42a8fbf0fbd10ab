import { Search } from "lucide-react";
import { useEffect, useState } from "react";

import { type Gif, gifPage } from "@/client/gifs";
import { pictureSource } from "@/features/posts/pictures";
import { useFetchedPages } from "@/load/useFetched";
import { t } from "@/i18n/t";
import { useApp } from "@/state/store";
import { FormProblem } from "@/ui/Page";
import { LongList } from "@/ui/rows/LongList";

import styles from "./EmojiPicker.module.css";

interface Props {
  onPick: (gif: Gif) => void;
}

const COLUMNS = 2;
const TYPING_MS = 300;

/** Search among GIFs, two beside each other; without words those that many send. */
export function GifPanel({ onPick }: Props) {
  const key = useApp((state) => state.server.config.GiphySdkKey ?? "");
  const [typed, setTyped] = useState("");
  const words = useLater(typed.trim());
  const { value, problem, more } = useFetchedPages(`gifs:${words}`, (page) => gifPage(key, words, page));
  const rows = Array.from({ length: Math.ceil((value?.length ?? 0) / COLUMNS) }, (_, at) => ({ key: String(at), gifs: (value ?? []).slice(at * COLUMNS, (at + 1) * COLUMNS) }));
  return (
    <div className={styles.panel}>
      <div className={styles.top}>
        <label className={styles.search}>
          <Search size={15} aria-hidden />
          <input type="search" aria-label={t("emoji.search_gifs")} placeholder={t("emoji.search_gifs")} value={typed} autoFocus onChange={(event) => setTyped(event.currentTarget.value)} />
        </label>
      </div>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.grid}>
        {value?.length === 0 ? <p className={styles.none}>{t("emoji.no_gifs", { typed: words })}</p> : null}
        <LongList rows={rows} onNearEnd={more}>
          {({ gifs }) => (
            <div className={styles.gifs}>
              {gifs.map((gif) => (
                <button key={gif.id} type="button" className={styles.gif} aria-label={gif.title || t("emoji.gif")} onClick={() => onPick(gif)}>
                  <img src={pictureSource(gif.small) ?? ""} alt="" />
                </button>
              ))}
            </div>
          )}
        </LongList>
      </div>
      <p className={styles.preview}>{t("emoji.from_giphy")}</p>
    </div>
  );
}

/** The text once nobody has typed for a moment. */
function useLater(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
