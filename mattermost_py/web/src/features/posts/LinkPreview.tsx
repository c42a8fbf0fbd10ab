import type { OpenGraphMetadata, PostImage } from "@mattermost/types/posts";

import { fitted } from "@/features/files/fileKinds";
import { MessageLink } from "./InlineLinks";
import { pictureSource } from "./pictures";
import styles from "./LinkPreview.module.css";

interface Props {
  url: string;
  page: OpenGraphMetadata;
  images: Record<string, PostImage>;
}

/** The page behind a link: where, what, and its picture. */
export function LinkPreview({ url, page, images }: Props) {
  const title = page.title ?? "";
  const description = page.description ?? "";
  if (title === "" && description === "") return null;
  const [image] = (page.images as OpenGraphMetadata["images"] | null) ?? [];
  const src = pictureSource(image?.secure_url || image?.url || "");
  const known = image ? (images[image.secure_url ?? ""] ?? images[image.url]) : undefined;
  const isWide = known !== undefined && known.width >= 250 && known.width > known.height * 1.2;
  const size = known ? fitted(known.width, known.height, isWide ? 400 : 80, isWide ? 200 : 80) : { width: 80, height: 80 };
  return (
    <div className={styles.card}>
      <div className={styles.text}>
        <span className={styles.site}>{page.site_name || hostOf(url)}</span>
        {title === "" ? null : (
          <span className={styles.title}>
            <MessageLink href={url} title={undefined}>
              {title}
            </MessageLink>
          </span>
        )}
        {description === "" ? null : <span className={styles.description}>{description}</span>}
        {src !== null && isWide ? <img className={styles.wide} src={src} alt="" loading="lazy" {...size} /> : null}
      </div>
      {src !== null && !isWide ? <img className={styles.small} src={src} alt="" loading="lazy" {...size} /> : null}
    </div>
  );
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
