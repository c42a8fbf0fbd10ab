/** What the post list of a channel draws: its rows, what lies beyond them, and how to get there. */
import type { Post } from "@mattermost/types/posts";
import { useCallback, useEffect, useMemo, useState } from "react";

import { messageOf } from "@/client/http";
import type { ById, PostBlock, State } from "@/state/model";
import { blockAround } from "@/state/posts";
import { displaySetting, preference } from "@/state/preferences";
import { change, getState, useApp } from "@/state/store";
import { clearFocusPost, showToast } from "@/state/ui";

import { loadAround, loadLatest, loadNewer, loadOlder, openChannel } from "@/load/posts";
import { growingRows, type Row } from "./rows";
import { clockOf, dayKey } from "./times";
import { useNewSince } from "./useNewSince";

const NO_IDS: readonly string[] = [];

export interface PostListModel {
  rows: readonly Row[];
  isReady: boolean;
  problem: string;
  hasOlder: boolean;
  hasNewer: boolean;
  /** The post a permalink asks for, once it is among the rows. */
  focusId: string;
  onOlder: () => void;
  onNewer: () => void;
  /** Shows the newest posts; true if they are on the way. */
  toLatest: () => Promise<void>;
  retry: () => void;
}

/** Use it in a component that is made anew for each channel. */
export function usePostList(channelId: string): PostListModel {
  const [anchorId, setAnchorId] = useState("");
  const [problem, setProblem] = useState("");
  const [isOpened, setOpened] = useState(false);
  const resyncs = useApp((state) => state.connection.resyncs);
  const isOffline = useApp((state) => state.connection.link === "offline");
  const focusId = useApp((state) => state.ui.focusPost[channelId] ?? "");
  const block = useApp((state): PostBlock | undefined => (anchorId === "" ? undefined : blockAround(state, channelId, anchorId)) ?? state.posts.blocks[channelId]?.[0]);
  const isFocusHere = useApp((state) => focusId !== "" && blockAround(state, channelId, focusId) !== undefined);

  const open = useCallback(() => {
    setProblem("");
    openChannel(channelId).then(
      () => setOpened(true),
      (error: unknown) => setProblem(messageOf(error)),
    );
  }, [channelId]);

  // A lost line makes the newest run stale: catch up when it is back.
  useEffect(open, [open, resyncs]);
  useFocusedPost(channelId, focusId, isFocusHere, setAnchorId);

  const ids = block?.ids ?? NO_IDS;
  const posts = usePosts(ids);
  const rows = useRows(channelId, posts);
  const oldest = ids[ids.length - 1] ?? "";
  const newest = ids.find((id) => !id.includes(":")) ?? "";
  const report = (error: unknown) => change(showToast, messageOf(error), "danger");

  return {
    rows,
    isReady: block !== undefined && (isOpened || ids.length > 0),
    problem: block === undefined ? problem : "",
    hasOlder: block !== undefined && !isOffline && !block.atOldest && oldest !== "",
    hasNewer: block !== undefined && !isOffline && !block.atNewest && newest !== "",
    focusId: isFocusHere ? focusId : "",
    onOlder: () => void loadOlder(channelId, oldest).catch(report),
    onNewer: () => void loadNewer(channelId, newest).catch(report),
    toLatest: async () => {
      await loadLatest(channelId).catch(report);
      setAnchorId("");
    },
    retry: open,
  };
}

/** These posts; the same list while none of them changed, found without looking at each where no post changed at all. */
function usePosts(ids: readonly string[]): readonly Post[] {
  const select = useMemo(() => {
    let last: { from: ById<Post>; posts: readonly Post[] } | null = null;
    return ({ posts: { byId } }: State) => {
      if (last?.from === byId) return last.posts;
      const posts: Post[] = [];
      let isSame = last !== null;
      for (const id of ids) {
        const post = byId[id];
        if (post === undefined) continue;
        isSame &&= last?.posts[posts.length] === post;
        posts.push(post);
      }
      isSame &&= posts.length === last?.posts.length;
      last = { from: byId, posts: isSame && last ? last.posts : posts };
      return last.posts;
    };
  }, [ids]);
  return useApp(select);
}

/** Brings the post a permalink asks for onto the screen. */
function useFocusedPost(channelId: string, focusId: string, isHere: boolean, show: (postId: string) => void) {
  useEffect(() => {
    if (focusId === "") return;
    if (isHere) {
      show(focusId);
      return;
    }
    loadAround(channelId, focusId).catch((error: unknown) => {
      change(clearFocusPost, channelId);
      change(showToast, messageOf(error), "danger");
    });
  }, [channelId, focusId, isHere, show]);
}

const QUARTER_MS = 900_000;

/** Days by moment. Every time zone is a multiple of 15 minutes off, so a quarter of an hour has one day. */
function dayFinder(clock: ReturnType<typeof clockOf>): (at: number) => string {
  const known = new Map<number, string>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const day = known.get(quarter) ?? dayKey(at, clock);
    known.set(quarter, day);
    return day;
  };
}

function useRows(channelId: string, newestFirst: readonly Post[]): readonly Row[] {
  const { since, ownMayBeNew } = useNewSince(channelId);
  const clock = useApp(clockOf);
  const isGrouping = useApp((state) => displaySetting(state, "collapse_consecutive_messages", "true") !== "false");
  const hidesJoinLeave = useApp((state) => preference(state, "advanced_settings", "join_leave", "true") === "false");
  const dayOf = useMemo(() => dayFinder(clock), [clock]);
  const options = useMemo(
    () => ({ meId: getState().users.meId, newSince: since, ownMayBeNew, isGrouping, hidesJoinLeave, dayOf }),
    [since, ownMayBeNew, isGrouping, hidesJoinLeave, dayOf],
  );
  const [rowsOf] = useState(growingRows);
  return useMemo(() => rowsOf(newestFirst, options), [newestFirst, options, rowsOf]);
}
