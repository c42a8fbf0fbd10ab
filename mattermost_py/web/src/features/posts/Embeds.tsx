import type { OpenGraphMetadata, Post, PostEmbed, PostPreviewMetadata } from "@mattermost/types/posts";

import { Attachment, attachmentsOf } from "./Attachment";
import { InlinePicture } from "./InlinePicture";
import { LinkPreview } from "./LinkPreview";
import { PostPreview } from "./PostPreview";

interface Props {
  post: Post;
  isFolded: boolean;
  wantsPreviews: boolean;
}

/** What hangs below a text: previews of its first link, of another post, attachments of integrations. */
export function Embeds({ post, isFolded, wantsPreviews }: Props) {
  const attachments = attachmentsOf(post);
  const [embed] = (post.metadata.embeds as PostEmbed[] | null) ?? [];
  return (
    <>
      {attachments.map((attachment, index) => (
        <Attachment key={index} postId={post.id} attachment={attachment} images={(post.metadata.images as Post["metadata"]["images"] | null) ?? {}} />
      ))}
      {embed ? <OneEmbed embed={embed} post={post} isFolded={isFolded} wantsPreviews={wantsPreviews} /> : null}
    </>
  );
}

function OneEmbed({ embed, post, isFolded, wantsPreviews }: Props & { embed: PostEmbed }) {
  if (embed.type === "permalink" && embed.data) return <PostPreview preview={embed.data as PostPreviewMetadata} />;
  if (!wantsPreviews || isFolded) return null;
  if (embed.type === "opengraph" && embed.data) {
    return <LinkPreview url={embed.url} page={embed.data as OpenGraphMetadata} images={post.metadata.images} />;
  }
  // An image already drawn by the text itself is not drawn twice.
  if (embed.type === "image" && !post.message.includes(`](${embed.url}`)) {
    return <InlinePicture src={embed.url} alt="" title={undefined} width={undefined} height={undefined} known={post.metadata.images[embed.url]} />;
  }
  return null;
}
