import type { FileInfo } from "@mattermost/types/files";
import { X } from "lucide-react";

import { previewUrl, thumbnailUrl } from "@/client/files";
import { FileIcon } from "@/features/files/FileIcon";
import { fileKind, fileSize, isPicture } from "@/features/files/fileKinds";
import { showFiles } from "@/features/files/viewer";
import { t } from "@/i18n/t";

import styles from "./AttachmentTray.module.css";
import type { Uploading } from "./useUploads";

interface Props {
  files: readonly FileInfo[];
  uploading: readonly Uploading[];
  onRemove: (fileId: string) => void;
}

/** The files a message will carry: those there, and those on their way. */
export function AttachmentTray({ files, uploading, onRemove }: Props) {
  if (files.length === 0 && uploading.length === 0) return null;
  return (
    <ul className={styles.tray} aria-label={t("composer.attachments")}>
      {files.map((file) => (
        <li key={file.id} className={styles.item}>
          <button type="button" className={styles.open} onClick={() => showFiles(files, file.id)} aria-label={t("files.open", { name: file.name })}>
            {isPicture(file) && file.has_preview_image ? (
              <img className={styles.thumb} src={file.width > 200 ? previewUrl(file.id) : thumbnailUrl(file.id)} alt="" />
            ) : (
              <FileIcon kind={fileKind(file)} />
            )}
            <span className={styles.text}>
              <span className={styles.name}>{file.name}</span>
              <span className={styles.meta}>{fileSize(file.size)}</span>
            </span>
          </button>
          <Remove label={t("composer.remove_file", { name: file.name })} onClick={() => onRemove(file.id)} />
        </li>
      ))}
      {uploading.map((one) => (
        <li key={one.id} className={styles.item}>
          <span className={styles.open}>
            <FileIcon kind={fileKind({ extension: one.name.split(".").pop() ?? "", mime_type: one.type })} />
            <span className={styles.text}>
              <span className={styles.name}>{one.name}</span>
              {one.problem === "" ? (
                <progress className={styles.progress} value={one.progress} max={1} aria-label={t("composer.uploading", { name: one.name })} />
              ) : (
                <span className={styles.problem} role="alert">
                  {one.problem}
                </span>
              )}
            </span>
          </span>
          <Remove label={t("composer.cancel_upload", { name: one.name })} onClick={one.cancel} />
        </li>
      ))}
    </ul>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.remove} aria-label={label} title={label} onClick={onClick}>
      <X size={13} aria-hidden />
    </button>
  );
}
