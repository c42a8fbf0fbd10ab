import { Fragment, type ReactNode } from "react";

import { t, tRich } from "@/i18n/t";

import { Mention } from "./Mention";
import { PostMarkdown } from "./PostMarkdown";
import type { SystemLine } from "./systemPosts";

const NO_KEYS: ReadonlySet<string> = new Set();
const MOST_NAMED = 4;

/** A sentence about what happened in the channel, its people as links. */
export function SystemSentence({ line }: { line: SystemLine }) {
  const values: Record<string, ReactNode> = { count: line.names["who"]?.length ?? 0 };
  for (const [slot, names] of Object.entries(line.names)) values[slot] = <People names={names} />;
  for (const [slot, text] of Object.entries(line.texts)) values[slot] = <PostMarkdown text={text} isInline />;
  return tRich(line.key, values);
}

/** Names in a row: "Anna, Ben and 3 others". */
function People({ names }: { names: readonly string[] }) {
  const shown = names.length > MOST_NAMED + 1 ? names.slice(0, MOST_NAMED) : names;
  const rest = names.length - shown.length;
  const parts: ReactNode[] = shown.map((name) => <Mention key={name} name={name} ownKeys={NO_KEYS} isSilent isGroupSilent />);
  if (rest > 0) parts.push(t("posts.system.others", { count: rest }));
  return parts.map((part, index) => (
    <Fragment key={index}>
      {index === 0 ? "" : index === parts.length - 1 ? ` ${t("posts.system.and")} ` : ", "}
      {part}
    </Fragment>
  ));
}
