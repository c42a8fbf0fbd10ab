/** Draws the tree of a parsed message. What a mention or an emoji looks like is the caller's business. */
import { Fragment, type ReactNode } from "react";

import { t } from "@/i18n/t";

import { CodeBlock } from "./CodeBlock";
import { splitEmoticons } from "./emoticons";
import { Formula } from "./Formula";
import styles from "./Markdown.module.css";
import type { MarkdownNode } from "./parser";
import { safeImageUrl, safeUrl } from "./safeUrl";

/** An image inside a message, its size if the author gave one. */
export interface InlineImage {
  src: string;
  alt: string;
  title: string | undefined;
  width: number | undefined;
  height: number | undefined;
}

/** How the parts of a message that mean something in the product are drawn. */
export interface MarkdownSlots {
  mention: (name: string) => ReactNode;
  channelLink: (name: string) => ReactNode;
  hashtag: (name: string) => ReactNode;
  emoji: (name: string, source: string) => ReactNode;
  image: (image: InlineImage) => ReactNode;
  link: (href: string, children: ReactNode, title: string | undefined) => ReactNode;
  text?: (text: string) => ReactNode;
}

export interface RenderOptions {
  slots: MarkdownSlots;
  hasEmoticons: boolean;
  hasMath: boolean;
  hasInlineMath: boolean;
}

export function renderNodes(nodes: readonly MarkdownNode[], options: RenderOptions): ReactNode[] {
  return nodes.map((node, index) => <Fragment key={index}>{renderNode(node, options)}</Fragment>);
}

function renderNode(node: MarkdownNode, options: RenderOptions): ReactNode {
  const children = () => renderNodes(node.children, options);
  switch (node.type) {
    case "inline":
      return children();
    case "paragraph":
      return node.tag === "" ? children() : <p>{children()}</p>;
    case "heading":
      return renderHeading(node.tag, children());
    case "blockquote":
      return <blockquote>{children()}</blockquote>;
    case "bullet_list":
      return <ul>{children()}</ul>;
    case "ordered_list":
      return <ol start={Number(node.attrs["start"] ?? 1)}>{children()}</ol>;
    case "list_item":
      return renderItem(node.attrs["task"], children());
    case "hr":
      return <hr />;
    case "fence":
      return renderFence(node, options);
    case "code_block":
      return <CodeBlock code={node.content.replace(/\n$/, "")} language="" />;
    case "math_block":
      return options.hasMath ? <Formula source={node.content} isBlock /> : <p>{`$$${node.content}$$`}</p>;
    case "table":
      return renderTable(children());
    case "thead":
      return <thead>{children()}</thead>;
    case "tbody":
      return <tbody>{children()}</tbody>;
    case "tr":
      return <tr>{children()}</tr>;
    case "th":
      return <th style={alignment(node)}>{children()}</th>;
    case "td":
      return <td style={alignment(node)}>{children()}</td>;
    default:
      return renderInline(node, options, children);
  }
}

function renderInline(node: MarkdownNode, options: RenderOptions, children: () => ReactNode): ReactNode {
  const { slots } = options;
  switch (node.type) {
    case "text":
    case "text_special":
      return renderText(node.content, options);
    case "strong":
      return <strong>{children()}</strong>;
    case "em":
      return <em>{children()}</em>;
    case "s":
      return <del>{children()}</del>;
    case "code_inline":
      return <code className={styles.inlineCode}>{node.content}</code>;
    case "softbreak":
    case "hardbreak":
      return <br />;
    case "link":
      return renderLink(node, children(), slots);
    case "image":
      return renderImage(node, slots);
    case "mention":
      return slots.mention(node.content);
    case "channel_link":
      return slots.channelLink(node.content);
    case "hashtag":
      return slots.hashtag(node.content);
    case "emoji":
      return slots.emoji(node.content, node.markup);
    case "math_inline":
      return options.hasInlineMath ? <Formula source={node.content} isBlock={false} /> : node.markup;
    default:
      return node.children.length > 0 ? children() : node.content;
  }
}

function renderHeading(tag: string, children: ReactNode): ReactNode {
  switch (tag) {
    case "h1":
      return <h1>{children}</h1>;
    case "h2":
      return <h2>{children}</h2>;
    case "h3":
      return <h3>{children}</h3>;
    case "h4":
      return <h4>{children}</h4>;
    case "h5":
      return <h5>{children}</h5>;
    default:
      return <h6>{children}</h6>;
  }
}

function renderItem(task: string | undefined, children: ReactNode): ReactNode {
  if (task === undefined) return <li>{children}</li>;
  return (
    <li className={styles.task}>
      <input type="checkbox" checked={task === "done"} readOnly tabIndex={-1} aria-disabled aria-label={t(task === "done" ? "markdown.task_done" : "markdown.task_open")} onClick={(event) => event.preventDefault()} />
      <span>{children}</span>
    </li>
  );
}

function renderTable(children: ReactNode): ReactNode {
  return (
    <div className={styles.tableScroller}>
      <table>{children}</table>
    </div>
  );
}

function alignment(node: MarkdownNode): { textAlign: "left" | "center" | "right" } | undefined {
  const match = /text-align:(left|center|right)/.exec(node.attrs["style"] ?? "");
  return match ? { textAlign: match[1] === "left" ? "left" : match[1] === "center" ? "center" : "right" } : undefined;
}

function renderFence(node: MarkdownNode, options: RenderOptions): ReactNode {
  const language = node.info.trim().split(/\s+/)[0] ?? "";
  const code = node.content.replace(/\n$/, "");
  const isFormula = /^(latex|tex|math)$/i.test(language);
  if (isFormula && options.hasMath) return <Formula source={code} isBlock />;
  return <CodeBlock code={code} language={language} />;
}

function renderLink(node: MarkdownNode, children: ReactNode, slots: MarkdownSlots): ReactNode {
  const href = safeUrl(node.attrs["href"] ?? "");
  if (href === null) return children;
  return slots.link(href, children, node.attrs["title"]);
}

function renderImage(node: MarkdownNode, slots: MarkdownSlots): ReactNode {
  const src = safeImageUrl(node.attrs["src"] ?? "");
  if (src === null) return node.content;
  const size = (name: string) => (node.attrs[name] === undefined ? undefined : Number(node.attrs[name]));
  return slots.image({ src, alt: node.content, title: node.attrs["title"], width: size("width"), height: size("height") });
}

function renderText(text: string, options: RenderOptions): ReactNode {
  const draw = options.slots.text ?? ((plain: string) => plain);
  if (!options.hasEmoticons) return draw(text);
  const pieces = splitEmoticons(text);
  if (pieces.length === 1 && pieces[0]?.kind === "text") return draw(text);
  return pieces.map((piece, index) => (
    <Fragment key={index}>{piece.kind === "text" ? draw(piece.text) : options.slots.emoji(piece.name, piece.text)}</Fragment>
  ));
}
