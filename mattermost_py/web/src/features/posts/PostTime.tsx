import type { Post } from "@mattermost/types/posts";

import { PathLink } from "@/app/PathLink";
import { useApp } from "@/state/store";

import { postPath, teamNameOf } from "./links";
import { isPending } from "./outbox";
import { type Clock, fullText, timeText } from "./times";

interface Props {
  post: Post;
  clock: Clock;
  className?: string | undefined;
  /** Without am and pm, for the narrow gutter. */
  isShort?: boolean;
}

/** When a post was written; a link to it. */
export function PostTime({ post, clock, className, isShort = false }: Props) {
  const team = useApp((state) => teamNameOf(state, post));
  const text = timeText(post.create_at, clock);
  const short = isShort ? text.replace(/\s?[AP]M$/i, "") : text;
  const time = <time dateTime={new Date(post.create_at).toISOString()}>{short}</time>;
  if (post.type === "system_ephemeral" || isPending(post) || team === "") return <span className={className}>{time}</span>;
  return (
    <PathLink className={className} path={postPath(team, post.id)} title={fullText(post.create_at, clock)} tabIndex={isShort ? -1 : undefined}>
      {time}
    </PathLink>
  );
}
