import type { Post } from "@mattermost/types/posts";
import { memo, useState } from "react";

import { FileList } from "@/features/files";
import { ReactionBar } from "@/features/reactions/ReactionBar";
import { useReactionBar } from "@/features/reactions/useReactionBar";
import { ThreadFooter } from "@/features/threads/ThreadFooter";
import { isSavedPost } from "@/state/preferences";
import { isAlsoInChannel } from "@/state/posts";
import { useApp } from "@/state/store";
import { displayName } from "@/state/users";
import { classes } from "@/ui/classes";
import { late, Later } from "@/ui/late";
import { isMoving } from "@/ui/rows/moving";

import { isBurning } from "./burning";
import { BurnState } from "./BurnState";
import { type Place, useIsEditing } from "./editing";
import { Embeds } from "./Embeds";
import { type Look, lookOf } from "./look";
import { isPending } from "./outbox";
import { Author, AuthorPicture } from "./Author";
import { PostBody } from "./PostBody";
import { PendingNote } from "./PendingNote";
import { PostMarks } from "./PostMarks";
import { labelOf } from "./postLabel";
import { PostTime } from "./PostTime";
import { PriorityTag } from "./PriorityTag";
import { PostToolbar } from "./PostToolbar";
import { ReplyContext } from "./ReplyContext";
import { handlePostKey } from "./postKeys";
import styles from "./PostRow.module.css";

const PostEditor = late(() => import("./PostEditor"), (module) => module.PostEditor);

// Few messages ask to be confirmed.
const Acknowledgements = late(() => import("./Acknowledgements"), (module) => module.Acknowledgements);

export const editorAhead = PostEditor.ahead;

interface Props {
  postId: string;
  place: Place;
  isFirst: boolean;
  isReplyStart?: boolean;
  isFlashing?: boolean;
  marked?: RegExp | null;
}

/** One post in a channel, a thread or a list of results. */
export const PostRow = memo(function PostRow(props: Props) {
  const post = useApp((state) => state.posts.byId[props.postId]);
  return post ? <PostFrame {...props} post={post} /> : null;
});

function PostFrame({ post, place, isFirst, isReplyStart = false, isFlashing = false, marked = null }: Props & { post: Post }) {
  const [isActive, setActive] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const look = useApp(lookOf);
  const author = useApp((state) => state.users.byId[post.user_id]);
  const isSaved = useApp((state) => isSavedPost(state, post.id));
  const isDeleted = post.state === "DELETED";
  const isWaiting = isPending(post);
  const isEditing = useIsEditing(post, place) && !isWaiting;
  const { isCompact } = look;
  const showsToolbar = (isActive || isMenuOpen) && !isEditing && !isDeleted && !isWaiting;

  return (
    // A post is a place to be at by keyboard: letters act on it, arrows go on.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys repeat what its buttons do
    <article
      className={classes(
        styles.post,
        isFirst && styles.first,
        isCompact && styles.compact,
        isWaiting && styles.pending,
        post.type === "system_ephemeral" && styles.ephemeral,
        post.is_pinned && place === "channel" && styles.pinned,
        isFlashing && styles.flash,
        showsToolbar && styles.active,
      )}
      aria-label={labelOf(post, author ? displayName(author, look.nameFormat) : "", look.clock)}
      data-post={post.id}
      // Arrows lead to it; from what is in it Shift+Tab leads back.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={isActive ? 0 : -1}
      // A row that moves below a resting pointer is not pointed at; the next movement makes up for it.
      onPointerEnter={() => isMoving() || setActive(true)}
      onPointerMove={() => setActive(true)}
      onPointerLeave={() => setActive(false)}
      onFocus={() => setActive(true)}
      onBlur={(event) => {
        // A focused button of the bar may vanish under the pointer; the pointer still says where one is.
        const isUnderPointer = event.currentTarget.matches(":hover");
        if (!isUnderPointer && !event.currentTarget.contains(event.relatedTarget)) setActive(false);
      }}
      onKeyDown={(event) => handlePostKey(event, post, place)}
    >
      {isReplyStart && place === "channel" && (!look.isCollapsed || isAlsoInChannel(post)) ? <ReplyContext rootId={post.root_id} /> : null}
      <PostMarks isPinned={post.is_pinned} isSaved={isSaved} isEphemeral={post.type === "system_ephemeral"} />
      <div className={styles.gutter}>
        {isFirst && !isCompact ? <AuthorPicture post={post} user={author} look={look} /> : <PostTime post={post} clock={look.clock} className={styles.gutterTime} isShort />}
      </div>
      <div className={styles.content}>
        {isFirst ? (
          <div className={styles.heading}>
            <Author post={post} user={author} look={look} />
            {isCompact ? null : <PostTime post={post} clock={look.clock} className={styles.time} />}
            {post.metadata.priority ? <PriorityTag priority={post.metadata.priority.priority} /> : null}
          </div>
        ) : null}
        {isEditing ? (
          <Later fallback={<PostBody post={post} place={place} marked={marked} meId={look.meId} />}>
            <PostEditor post={post} files={filesOf(post)} place={place} />
          </Later>
        ) : (
          <PostBody post={post} place={place} marked={marked} meId={look.meId} />
        )}
        {isDeleted ? null : <Below post={post} place={place} look={look} isEditing={isEditing} />}
      </div>
      {showsToolbar ? <PostToolbar post={post} place={place} onOpenChange={setMenuOpen} /> : null}
    </article>
  );
}

function Below({ post, place, look, isEditing }: { post: Post; place: Place; look: Look; isEditing: boolean }) {
  const files = isEditing ? [] : filesOf(post);
  return (
    <>
      <Embeds post={post} isFolded={look.foldsPreviews} wantsPreviews={look.wantsPreviews} />
      {isBurning(post) ? <BurnState post={post} /> : null}
      {files.length > 0 ? <FileList files={files} isCollapsed={look.foldsPreviews} isCompact={look.isCompact} /> : null}
      {isPending(post) ? <PendingNote post={post} /> : null}
      {post.metadata.priority?.requested_ack === true ? (
        <Later>
          <Acknowledgements post={post} />
        </Later>
      ) : null}
      {hasReactions(post) ? <Reactions postId={post.id} /> : null}
      {place === "channel" && post.root_id === "" && post.reply_count > 0 && look.isCollapsed ? <ThreadFooter postId={post.id} /> : null}
    </>
  );
}

/** Its files in the order in which they were uploaded; the server lists them by id. */
function filesOf(post: Post): Post["metadata"]["files"] {
  const files = (post.metadata.files as Post["metadata"]["files"] | null) ?? [];
  return [...files].sort((one, other) => one.create_at - other.create_at || one.name.localeCompare(other.name));
}

function hasReactions({ metadata: { reactions } }: Post): boolean {
  return (reactions?.length ?? 0) > 0;
}

function Reactions({ postId }: { postId: string }) {
  return <ReactionBar {...useReactionBar(postId)} />;
}
