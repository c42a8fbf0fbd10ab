import type { FileInfo } from "@mattermost/types/files";
import type { ReactNode } from "react";
import { VList } from "virtua";

import { FileCard } from "@/features/files/FileCard";
import { showFiles } from "@/features/files/viewer";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Skeleton } from "@/ui/Skeleton";

import styles from "./search.module.css";
import type { Fetched } from "./useFetched";

/** Files a search found. */
export function FileResults({ found, icon }: { found: Fetched<readonly FileInfo[]>; icon: ReactNode }) {
  const { value, problem, retry } = found;
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
    <VList className={styles.results}>
      {value.map((file) => (
        <div key={file.id} className={styles.file}>
          <FileCard file={file} onOpen={() => showFiles(value, file.id)} />
        </div>
      ))}
    </VList>
  );
}
