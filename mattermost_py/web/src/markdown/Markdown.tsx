import { memo, type ReactNode } from "react";

import styles from "./Markdown.module.css";
import { isEmojiOnly, parseInline, parseMarkdown } from "./parser";
import { type RenderOptions, renderNodes } from "./render";

interface Props {
  text: string;
  options: RenderOptions;
  /** Stands behind the last word of the text. */
  tail?: ReactNode;
}

/** A message body. */
export const Markdown = memo(function Markdown({ text, options, tail }: Props) {
  const tree = parseMarkdown(text);
  const last = tree[tree.length - 1];
  const endsInWords = tail !== undefined && last?.type === "paragraph";
  return (
    <div className={isEmojiOnly(tree) ? `${styles.body} ${styles.jumbo}` : styles.body} dir="auto">
      {renderNodes(endsInWords ? tree.slice(0, -1) : tree, options)}
      {endsInWords ? (
        <p>
          {renderNodes(last.children, options)} {tail}
        </p>
      ) : (
        tail
      )}
    </div>
  );
});

/** A text of one line: channel headers, quotes of a message. */
export const InlineMarkdown = memo(function InlineMarkdown({ text, options }: Omit<Props, "tail">) {
  return (
    <span className={styles.line} dir="auto">
      {renderNodes(parseInline(text), options)}
    </span>
  );
});
