/** Finds the mentions that reach a whole channel. */
import { type MarkdownNode, parseMarkdown } from "@/markdown/parser";

const BROADCASTS = new Set(["all", "channel", "here"]);

/** The `@all`, `@channel` or `@here` a message really makes: not inside code, each named once. */
export function broadcastsIn(message: string): string[] {
  if (!message.includes("@")) return [];
  const found = new Set<string>();
  const walk = (nodes: readonly MarkdownNode[]) => {
    for (const node of nodes) {
      const name = node.content.toLowerCase().replace(/[._:-]+$/, "");
      if (node.type === "mention" && BROADCASTS.has(name)) found.add(name);
      walk(node.children);
    }
  };
  walk(parseMarkdown(message));
  return [...found];
}
