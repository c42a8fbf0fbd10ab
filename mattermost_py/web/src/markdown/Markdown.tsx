import { memo } from "react";

import styles from "./Markdown.module.css";
import { isEmojiOnly, parseInline, parseMarkdown } from "./parser";
import { type RenderOptions, renderNodes } from "./render";

interface Props {
  text: string;
  options: RenderOptions;
}

/** A message body. */
export const Markdown = memo(function Markdown({ text, options }: Props) {
  const tree = parseMarkdown(text);
  return (
    <div className={isEmojiOnly(tree) ? `${styles.body} ${styles.jumbo}` : styles.body} dir="auto">
      {renderNodes(tree, options)}
    </div>
  );
});

/** A text of one line: channel headers, quotes of a message. */
export const InlineMarkdown = memo(function InlineMarkdown({ text, options }: Props) {
  return (
    <span className={styles.line} dir="auto">
      {renderNodes(parseInline(text), options)}
    </span>
  );
});
