import type { FileInfo } from "@mattermost/types/files";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";

import { fileUrl, previewUrl, thumbnailUrl } from "@/client/files";
import { t } from "@/i18n/t";

import { FileCard } from "./FileCard";
import { fileKind, fitted, isPicture } from "./fileKinds";
import styles from "./files.module.css";
import { showFiles } from "./viewer";

interface Props {
  files: readonly FileInfo[];
  /** Whether pictures start folded away, as the user's display settings say. */
  isCollapsed: boolean;
  isCompact?: boolean;
}

const SINGLE_WIDTH = 460;
const SINGLE_HEIGHT = 320;

/** The files of a post: one picture large, several as a grid, sound and video as players, the rest as cards. */
export function FileList({ files, isCollapsed, isCompact = false }: Props) {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  const open = (file: FileInfo) => showFiles(files, file.id);
  return (
    <div className={styles.files}>
      {pictures.length > 0 ? <Pictures pictures={pictures} isCollapsed={isCollapsed} isCompact={isCompact} onOpen={open} /> : null}
      {others.length > 0 ? (
        <div className={styles.cards}>
          {others.map((file) => (
            <OtherFile key={file.id} file={file} onOpen={() => open(file)} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function OtherFile({ file, onOpen }: { file: FileInfo; onOpen: () => void }) {
  const kind = fileKind(file);
  if (kind !== "audio" && kind !== "video") return <FileCard file={file} onOpen={onOpen} />;
  return (
    <div className={styles[kind]}>
      <FileCard file={file} onOpen={onOpen} />
      {/* What people recorded comes without captions. */}
      {kind === "audio" ? (
        // eslint-disable-next-line jsx-a11y/media-has-caption -- see above
        <audio controls preload="metadata" src={fileUrl(file.id)} aria-label={file.name} />
      ) : (
        // eslint-disable-next-line jsx-a11y/media-has-caption -- see above
        <video controls playsInline preload="metadata" src={`${fileUrl(file.id)}#t=0.01`} aria-label={file.name} />
      )}
    </div>
  );
}

interface PicturesProps {
  pictures: readonly FileInfo[];
  isCollapsed: boolean;
  isCompact: boolean;
  onOpen: (file: FileInfo) => void;
}

function Pictures({ pictures, isCollapsed, isCompact, onOpen }: PicturesProps) {
  const [isFolded, setFolded] = useState(isCollapsed);
  const [only] = pictures;
  const title = pictures.length === 1 && only ? only.name : t("files.pictures", { count: pictures.length });
  return (
    <div>
      <button type="button" className={styles.fold} aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
        <span>{title}</span>
        {isFolded ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
      </button>
      {isFolded ? null : pictures.length === 1 && only ? (
        <Single file={only} onOpen={onOpen} isSmall={isCompact} />
      ) : (
        <div className={styles.gallery}>
          {pictures.map((file) => (
            <button key={file.id} type="button" className={styles.tile} onClick={() => onOpen(file)} aria-label={t("files.open", { name: file.name })}>
              <img src={pictures.length > 4 && file.has_preview_image ? thumbnailUrl(file.id) : pictureUrl(file)} alt={file.name} loading="lazy" decoding="async" style={blurred(file)} />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function Single({ file, onOpen, isSmall }: { file: FileInfo; onOpen: (file: FileInfo) => void; isSmall: boolean }) {
  const size = fitted(file.width, file.height, SINGLE_WIDTH, isSmall ? SINGLE_HEIGHT / 2 : SINGLE_HEIGHT);
  return (
    <button
      type="button"
      className={styles.single}
      style={{ aspectRatio: `${size.width} / ${size.height}`, width: size.width }}
      onClick={() => onOpen(file)}
      aria-label={t("files.open", { name: file.name })}
    >
      <img src={pictureUrl(file)} alt={file.name} width={size.width} height={size.height} decoding="async" style={blurred(file)} />
    </button>
  );
}

function pictureUrl(file: FileInfo): string {
  return file.has_preview_image && file.extension !== "gif" ? previewUrl(file.id) : fileUrl(file.id);
}

/** The tiny copy the server sends along fills the place until the picture is there. */
function blurred(file: FileInfo): { backgroundImage: string } | undefined {
  return file.mini_preview ? { backgroundImage: `url(data:image/jpeg;base64,${file.mini_preview})` } : undefined;
}

