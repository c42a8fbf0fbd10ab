import type { FileInfo } from "@mattermost/types/files";
import { Download } from "lucide-react";

import { downloadUrl, thumbnailUrl } from "@/client/files";
import { t } from "@/i18n/t";

import { FileIcon } from "./FileIcon";
import { fileKind, fileSize } from "./fileKinds";
import styles from "./files.module.css";

interface Props {
  file: FileInfo;
  /** Shows pictures small instead of their kind's sign. */
  hasThumbnail?: boolean;
  onOpen: () => void;
}

/** A file that is no picture: its kind, name and size; a click looks into it. */
export function FileCard({ file, hasThumbnail = false, onOpen }: Props) {
  const kind = fileKind(file);
  return (
    <div className={styles.card}>
      <button type="button" className={styles.cardMain} onClick={onOpen} aria-label={t("files.open", { name: file.name })}>
        {hasThumbnail && file.has_preview_image ? <img className={styles.cardThumb} src={thumbnailUrl(file.id)} alt="" loading="lazy" decoding="async" /> : <FileIcon kind={kind} />}
        <span className={styles.cardText}>
          <span className={styles.cardName} title={file.name}>
            {file.name}
          </span>
          <span className={styles.cardMeta}>
            {file.extension.toUpperCase()} · {fileSize(file.size)}
          </span>
        </span>
      </button>
      <a className={styles.cardDownload} href={downloadUrl(file.id)} download={file.name} aria-label={t("files.download", { name: file.name })} title={t("files.download", { name: file.name })}>
        <Download size={16} aria-hidden />
      </a>
    </div>
  );
}
