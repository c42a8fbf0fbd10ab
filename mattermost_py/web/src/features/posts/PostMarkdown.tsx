import type { Post } from "@mattermost/types/posts";
import { Fragment, type ReactNode, useMemo } from "react";

import { Emoji } from "@/features/emoji";
import { InlineMarkdown, Markdown } from "@/markdown/Markdown";
import type { MarkdownSlots, RenderOptions } from "@/markdown/render";
import type { PostImage } from "@mattermost/types/posts";
import { change, useApp } from "@/state/store";
import { search } from "@/state/ui";

import { ChannelLink, MessageLink } from "./InlineLinks";
import { InlinePicture } from "./InlinePicture";
import { lookOf } from "./look";
import { Mention } from "./Mention";
import styles from "./PostMarkdown.module.css";

interface Props {
  text: string;
  /** The post the text belongs to; its props and metadata say what its links and images are. */
  post?: Post | undefined;
  isInline?: boolean;
  /** Stands behind the last word. */
  tail?: ReactNode;
  /** Words to mark, as found by a search. */
  marked?: RegExp | null;
}

const NO_IMAGES: Record<string, PostImage> = {};

/** A message body with everything in it that means something here: people, channels, tags, emoji, images. */
export function PostMarkdown({ text, post, isInline = false, tail, marked = null }: Props) {
  const options = useRenderOptions(post, marked);
  return isInline ? <InlineMarkdown text={text} options={options} /> : <Markdown text={text} options={options} tail={tail} />;
}

function useRenderOptions(post: Post | undefined, marked: RegExp | null): RenderOptions {
  const { hasEmoticons, hasMath, hasInlineMath, keys, highlight } = useApp(lookOf);
  const channels = post?.props["channel_mentions"];
  const images = post?.metadata.images ?? NO_IMAGES;
  const isGroupSilent = post?.props["disable_group_highlight"] === true;
  const isSilent = post?.props["mentionHighlightDisabled"] === true;

  return useMemo(() => {
    const patterns: Marking[] = marked
      ? [[marked, styles.found]]
      : [...(keys.pattern ? [[keys.pattern, styles.own] satisfies Marking] : []), ...(highlight ? [[highlight, styles.found] satisfies Marking] : [])];
    const slots: MarkdownSlots = {
      mention: (name) => <Mention name={name} ownKeys={keys.set} isSilent={isSilent} isGroupSilent={isGroupSilent} />,
      channelLink: (name) => <ChannelLink name={name} mentions={channels} />,
      hashtag: (name) => (
        <button type="button" className={styles.hashtag} onClick={() => change(search, `#${name}`)}>
          {marked !== null && name.search(marked) >= 0 ? <mark className={styles.found}>#{name}</mark> : `#${name}`}
        </button>
      ),
      emoji: (name, source) => <Emoji name={name} source={source} />,
      image: (image) => <InlinePicture {...image} known={images[image.src]} />,
      link: (href, children, title) => (
        <MessageLink href={href} title={title}>
          {children}
        </MessageLink>
      ),
      ...(patterns.length > 0 ? { text: (plain: string) => withMarks(plain, patterns) } : {}),
    };
    return { slots, hasEmoticons, hasMath, hasInlineMath };
  }, [channels, hasEmoticons, hasInlineMath, hasMath, images, isGroupSilent, isSilent, keys, highlight, marked]);
}

/** A pattern of one group, and the look of what it finds. */
type Marking = [pattern: RegExp, className: string | undefined];

/** The text with what the patterns find set apart; what one has found the next leaves alone. */
function withMarks(text: string, [first, ...others]: readonly Marking[]): ReactNode {
  if (first === undefined) return text;
  const [pattern, className] = first;
  const pieces = text.split(pattern);
  if (pieces.length === 1) return withMarks(text, others);
  return pieces.map((piece, index) =>
    index % 2 === 1 ? (
      <mark key={index} className={className}>
        {piece}
      </mark>
    ) : (
      <Fragment key={index}>{withMarks(piece, others)}</Fragment>
    ),
  );
}
