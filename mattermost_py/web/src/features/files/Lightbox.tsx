import { Dialog, DialogDismiss, DialogHeading } from "@ariakit/react/dialog";
import type { FileInfo } from "@mattermost/types/files";
import { ChevronLeft, ChevronRight, Download, Link, X } from "lucide-react";
import { type KeyboardEvent, useEffect } from "react";

import { copy } from "@/app/copying";
import { downloadUrl, fileUrl, framedUrl, publicLink } from "@/client/files";
import { messageOf } from "@/client/http";
import { t } from "@/i18n/t";
import { isEnabled } from "@/state/server";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { classes } from "@/ui/classes";

import { FileIcon } from "./FileIcon";
import { fileKind, fileSize, isPicture } from "./fileKinds";
import styles from "./Lightbox.module.css";
import { TextPreview } from "./TextPreview";
import { closeViewer, showFileAt, useViewer } from "./viewer";
import { ZoomableImage } from "./ZoomableImage";

/** Shows files one at a time over everything: pictures with zoom, video, sound, PDF, text and code. */
export function Lightbox() {
  const { files, at } = useViewer();
  const file = files[at];
  const hasPublicLinks = useApp((state) => isEnabled(state, "EnablePublicLink"));

  useEffect(() => {
    // Neighbours are fetched ahead, so leafing through feels instant.
    const next = files[at + 1];
    if (next && isPicture(next)) new Image().src = fileUrl(next.id);
  }, [files, at]);

  if (!file) return null;

  function onKeyDown(event: KeyboardEvent) {
    if (event.target instanceof HTMLMediaElement) return;
    if (event.key === "ArrowLeft" && at > 0) showFileAt(at - 1);
    if (event.key === "ArrowRight" && at < files.length - 1) showFileAt(at + 1);
  }

  return (
    <Dialog open onClose={closeViewer} className={styles.viewer} backdrop={<div className={styles.scrim} />} onKeyDown={onKeyDown}>
      <header className={styles.header}>
        <div className={styles.about}>
          <DialogHeading render={<h2>{file.name}</h2>} className={styles.name} />
          <span className={styles.meta}>
            {fileSize(file.size)}
            {file.width > 0 ? ` · ${file.width} × ${file.height}` : ""}
            {files.length > 1 ? ` · ${t("files.position", { at: at + 1, count: files.length })}` : ""}
          </span>
        </div>
        {hasPublicLinks ? (
          <button type="button" className={styles.tool} aria-label={t("files.copy_link")} title={t("files.copy_link")} onClick={() => void copyPublicLink(file.id)}>
            <Link size={18} aria-hidden />
          </button>
        ) : null}
        <a className={styles.tool} href={downloadUrl(file.id)} download={file.name} aria-label={t("files.download", { name: file.name })} title={t("files.download", { name: file.name })}>
          <Download size={18} aria-hidden />
        </a>
        <DialogDismiss className={styles.tool} aria-label={t("common.close")}>
          <X size={20} aria-hidden />
        </DialogDismiss>
      </header>
      <div className={classes(styles.stage, files.length > 1 && styles.amongOthers)}>
        {at > 0 ? <Turn side="left" onClick={() => showFileAt(at - 1)} /> : null}
        <Content key={file.id} file={file} />
        {at < files.length - 1 ? <Turn side="right" onClick={() => showFileAt(at + 1)} /> : null}
      </div>
    </Dialog>
  );
}

function Turn({ side, onClick }: { side: "left" | "right"; onClick: () => void }) {
  const label = t(side === "left" ? "files.previous" : "files.next");
  return (
    <button type="button" className={side === "left" ? styles.left : styles.right} aria-label={label} onClick={onClick}>
      {side === "left" ? <ChevronLeft size={26} aria-hidden /> : <ChevronRight size={26} aria-hidden />}
    </button>
  );
}

function Content({ file }: { file: FileInfo }) {
  const kind = fileKind(file);
  if (isPicture(file)) return <ZoomableImage file={file} />;
  if (kind === "video") {
    // eslint-disable-next-line jsx-a11y/media-has-caption -- a person's video comes without captions
    return <video className={styles.media} controls autoPlay src={fileUrl(file.id)} aria-label={file.name} />;
  }
  if (kind === "audio") {
    return (
      <div className={styles.sound}>
        <FileIcon kind="audio" size={64} />
        {/* eslint-disable-next-line jsx-a11y/media-has-caption -- a person's sound file comes without captions */}
        <audio controls autoPlay src={fileUrl(file.id)} aria-label={file.name} />
      </div>
    );
  }
  if (kind === "text") return <TextPreview file={file} />;
  // Browsers of desktops draw these themselves; those of phones open them in an app.
  if (kind === "pdf" && navigator.pdfViewerEnabled) return <iframe className={styles.pages} src={framedUrl(file.id)} title={file.name} />;
  return (
    <div className={styles.nothing}>
      <FileIcon kind={kind} size={64} />
      <p>{t("files.no_preview")}</p>
      {kind === "pdf" ? (
        <a className={styles.open} href={framedUrl(file.id)} target="_blank" rel="noreferrer">
          {t("files.open_in_tab")}
        </a>
      ) : null}
      <a className={styles.open} href={downloadUrl(file.id)} download={file.name}>
        {t("files.download", { name: file.name })}
      </a>
    </div>
  );
}

async function copyPublicLink(fileId: string): Promise<void> {
  try {
    const { link } = await publicLink(fileId);
    await copy(link, t("files.link_copied"));
  } catch (error) {
    change(showToast, messageOf(error), "danger");
  }
}
