import type { ReactNode } from "react";

import { PathLink } from "@/app/PathLink";
import { basePath } from "@/client/http";
import { channelName } from "@/state/channels";
import { useApp } from "@/state/store";

import { channelPath, insidePath } from "./links";
import styles from "./PostMarkdown.module.css";

interface LinkProps {
  href: string;
  title: string | undefined;
  children: ReactNode;
}

/** A link in a message: to this very server inside the page, to anywhere else in a new tab. */
export function MessageLink({ href, title, children }: LinkProps) {
  const inside = useApp((state) => insidePath(href, state.server.config.SiteURL));
  if (inside !== null) {
    return (
      <PathLink path={inside} title={title}>
        {children}
      </PathLink>
    );
  }
  return (
    <a href={href} title={title} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

interface ChannelProps {
  name: string;
  /** `props.channel_mentions` of the post: channels its reader may open. */
  mentions: unknown;
}

function mentioned(mentions: unknown, name: string): { displayName: string; teamName: string } | null {
  if (typeof mentions !== "object" || mentions === null) return null;
  const found: unknown = (mentions as Record<string, unknown>)[name];
  if (typeof found !== "object" || found === null || !("display_name" in found)) return null;
  const teamName = "team_name" in found && typeof found.team_name === "string" ? found.team_name : "";
  return { displayName: String(found.display_name), teamName };
}

/** A `~channel` as a link, if there is such a channel to be seen. */
export function ChannelLink({ name, mentions }: ChannelProps) {
  const trimmed = name.replace(/[._:-]+$/, "");
  const told = mentioned(mentions, name) ?? mentioned(mentions, trimmed);
  const teamName = useApp((state) => state.teams.byId[state.teams.currentId]?.name ?? "");
  const label = useApp((state) => {
    if (told) return told.displayName;
    const mine = Object.keys(state.channels.mine).map((id) => state.channels.byId[id]);
    const channel = mine.find((one) => one?.name === trimmed && one.team_id === state.teams.currentId);
    return channel ? channelName(state, channel) : "";
  });
  if (label === "") return `~${name}`;
  const path = channelPath(told?.teamName || teamName, trimmed);
  return (
    <>
      <span className={styles.channel}>
        <MessageLink href={basePath + path} title={undefined}>
          ~{label}
        </MessageLink>
      </span>
      {name.slice(trimmed.length)}
    </>
  );
}
