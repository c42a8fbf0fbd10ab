import type { FileInfo } from "@mattermost/types/files";
import { useEffect, useState } from "react";

import { fileText } from "@/client/files";
import { t } from "@/i18n/t";
import { CodeBlock } from "@/markdown/CodeBlock";
import { Skeleton } from "@/ui/Skeleton";

import styles from "./Lightbox.module.css";

const MOST_BYTES = 200_000;

/** The beginning of a text or code file, with colours and line numbers. */
export function TextPreview({ file }: { file: FileInfo }) {
  const [content, setContent] = useState<{ text: string; isCut: boolean } | null>(null);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    fileText(file.id, MOST_BYTES, stop.signal).then(setContent, () => {
      if (!stop.signal.aborted) setFailed(true);
    });
    return () => stop.abort();
  }, [file.id]);

  if (hasFailed) return <p className={styles.nothing}>{t("files.no_preview")}</p>;
  return (
    <div className={styles.text}>
      {content === null ? <Skeleton rows={6} /> : <CodeBlock code={content.text} language={file.extension} withLineNumbers />}
      {content?.isCut ? <p className={styles.cut}>{t("files.cut")}</p> : null}
    </div>
  );
}
