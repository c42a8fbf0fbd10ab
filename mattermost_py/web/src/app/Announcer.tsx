import { useEffect, useState } from "react";
import { postLabel } from "@/features/posts/postLabel";
import { systemLine } from "@/features/posts/systemPosts";
import { onLive } from "@/live/live";
import { plainText } from "@/markdown/parser";
import { getState } from "@/state/store";
import { onSaid } from "@/ui/spoken";

const MOST_LETTERS = 400;

/** Reads new messages of what is on the screen, and what else is said, to whoever listens to it. */
export function Announcer() {
  const [text, setText] = useState("");
  useEffect(() => onSaid(setText), []);
  useEffect(
    () =>
      onLive("posted", ({ post }) => {
        const state = getState();
        const { aside } = state.ui;
        const isHere = post.root_id === "" ? post.channel_id === state.channels.currentId : aside.kind === "thread" && aside.rootId === post.root_id;
        if (!isHere || post.user_id === state.users.meId || systemLine(post) !== null) return;
        setText(`${postLabel(state, post)}: ${plainText(post.message).slice(0, MOST_LETTERS)}`);
      }),
    [],
  );
  return (
    <div className="visually-hidden" aria-live="polite" data-announcer>
      {text}
    </div>
  );
}
