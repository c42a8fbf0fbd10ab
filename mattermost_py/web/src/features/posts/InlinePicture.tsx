import type { PostImage } from "@mattermost/types/posts";
import { useState } from "react";

import { fitted } from "@/features/files/fileKinds";
import type { InlineImage } from "@/markdown/render";

import { MessageLink } from "./InlineLinks";
import { pictureSource } from "./pictures";
import styles from "./PostMarkdown.module.css";

const MOST_WIDTH = 500;
const MOST_HEIGHT = 350;

/** An image inside a text. Its place is kept free before it arrives, from the author's size or the server's. */
export function InlinePicture({ src, alt, title, width, height, known }: InlineImage & { known: PostImage | undefined }) {
  const [hasFailed, setFailed] = useState(false);
  const label = alt === "" ? src : alt;
  if (hasFailed) {
    return (
      <MessageLink href={src} title={title}>
        {label}
      </MessageLink>
    );
  }
  const size = drawnSize(width, height, known);
  return (
    <a href={src} target="_blank" rel="noopener noreferrer nofollow" className={styles.picture}>
      <img src={pictureSource(src) ?? ""} alt={alt} title={title} loading="lazy" decoding="async" {...size} onError={() => setFailed(true)} />
    </a>
  );
}

function drawnSize(width: number | undefined, height: number | undefined, known: PostImage | undefined) {
  const ratio = known && known.height > 0 ? known.width / known.height : 1;
  if (width !== undefined && height !== undefined) return fitted(width, height, MOST_WIDTH, MOST_HEIGHT);
  if (width !== undefined) return known ? fitted(width, width / ratio, MOST_WIDTH, MOST_HEIGHT) : { width };
  if (height !== undefined) return known ? fitted(height * ratio, height, MOST_WIDTH, MOST_HEIGHT) : { height };
  return known ? fitted(known.width, known.height, MOST_WIDTH, MOST_HEIGHT) : {};
}
