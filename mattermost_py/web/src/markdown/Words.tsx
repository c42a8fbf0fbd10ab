import { Markdown } from "./Markdown";
import type { RenderOptions } from "./render";

/** Where nobody is signed in there are no people, channels or emoji of the site to draw. */
const OPTIONS: RenderOptions = {
  hasEmoticons: false,
  hasMath: false,
  hasInlineMath: false,
  slots: {
    mention: (name) => `@${name}`,
    channelLink: (name) => `~${name}`,
    hashtag: (name) => `#${name}`,
    emoji: (_name, source) => source,
    image: (image) => image.alt,
    link: (href, children, title) => (
      <a href={href} title={title} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    ),
  },
};

/** What administrators write for everybody: the announcement, the words on the sign-in page. */
export default function Words({ text }: { text: string }) {
  return <Markdown text={text} options={OPTIONS} />;
}
