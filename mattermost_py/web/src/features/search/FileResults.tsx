import type { FileInfo } from "@mattermost/types/files";
import { type ReactNode, useEffect } from "react";

import { go } from "@/app/paths";
import { FileCard } from "@/features/files/FileCard";
import { showFiles } from "@/features/files/viewer";
import { postPath, teamNameOf } from "@/features/posts/links";
import { clockOf, dayText } from "@/features/posts/times";
import { t } from "@/i18n/t";
import { needUsers } from "@/load/users";
import { channelName } from "@/state/channels";
import { getState, useApp } from "@/state/store";
import { nameOf } from "@/state/users";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { LongList } from "@/ui/rows/LongList";
import { Skeleton } from "@/ui/Skeleton";

import styles from "./search.module.css";
import type { FetchedPages } from "@/load/useFetched";

interface Props {
  found: FetchedPages<FileInfo>;
  icon: ReactNode;
}

/** Files a search found, each with a way to the message it came with. */
export function FileResults({ found, icon }: Props) {
  const { value, problem, retry, more } = found;
  if (problem !== "") {
    return (
      <Empty title={t("search.failed")} action={<Button onClick={retry}>{t("common.retry")}</Button>}>
        {problem}
      </Empty>
    );
  }
  if (value === null) return <Skeleton rows={5} />;
  if (value.length === 0) {
    return (
      <Empty icon={icon} title={t("search.no_files")}>
        {t("search.nothing_text")}
      </Empty>
    );
  }
  return (
    <LongList className={styles.results} rows={value} onNearEnd={more}>
      {(file) => <OneFile file={file} onOpen={() => showFiles(value, file.id)} />}
    </LongList>
  );
}

function OneFile({ file, onOpen }: { file: FileInfo; onOpen: () => void }) {
  const channel = useApp((state) => state.channels.byId[file.channel_id]);
  const name = useApp((state) => (channel ? channelName(state, channel) : ""));
  const author = useApp((state) => nameOf(state, file.user_id));
  const clock = useApp(clockOf);
  useEffect(() => needUsers([file.user_id]), [file.user_id]);
  const { post_id: postId } = file;
  return (
    <div className={styles.result}>
      <div className={styles.place}>
        <span className={styles.channel}>{name}</span>
        {author === "" ? null : <span className={styles.day}>{author}</span>}
        <span className={styles.day}>{dayText(file.create_at, clock, Date.now())}</span>
        {postId === undefined || postId === "" ? null : (
          <button type="button" className={styles.jump} onClick={() => go(postPath(teamNameOf(getState(), file), postId))}>
            {t("search.jump")}
          </button>
        )}
      </div>
      <div className={styles.file}>
        <FileCard file={file} hasThumbnail onOpen={onOpen} />
      </div>
    </div>
  );
}
