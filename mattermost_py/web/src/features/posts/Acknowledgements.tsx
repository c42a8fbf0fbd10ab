import type { Post, PostAcknowledgement } from "@mattermost/types/posts";
import { CircleCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { messageOf } from "@/client/http";
import { acknowledge, takeBackAcknowledgement } from "@/client/posts";
import { needUsers } from "@/load/users";
import { t } from "@/i18n/t";
import { setAcknowledgement } from "@/state/posts";
import { isEnabled } from "@/state/server";
import { change, getState, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { classes } from "@/ui/classes";
import { late, Later } from "@/ui/late";

import styles from "./Acknowledgements.module.css";

const AckPopover = late(() => import("./AckPopover"));

const NONE: readonly PostAcknowledgement[] = [];
const REVOCABLE_MS = 5 * 60_000;

/** Asks the reader of a message that wants it to confirm, and tells who did. */
export function Acknowledgements({ post }: { post: Post }) {
  const isOn = useApp((state) => isEnabled(state, "PostAcknowledgements"));
  const isOwn = useApp((state) => state.users.meId === post.user_id);
  const mine = useApp((state) => given(post).find((one) => one.user_id === state.users.meId));
  const mayAct = useApp((state) => post.channel_id in state.channels.mine && state.channels.byId[post.channel_id]?.delete_at === 0);
  const all = given(post);
  if (!isOn) return null;
  return (
    <div className={styles.bar}>
      {isOwn ? null : <AckButton post={post} mine={mine} mayAct={mayAct} />}
      {all.length > 0 ? <Who given={all} /> : isOwn ? <span className={styles.nobody}>{t("posts.ack_nobody")}</span> : null}
    </div>
  );
}

function given(post: Post): readonly PostAcknowledgement[] {
  return (post.metadata.acknowledgements as PostAcknowledgement[] | null | undefined) ?? NONE;
}

function AckButton({ post, mine, mayAct }: { post: Post; mine: PostAcknowledgement | undefined; mayAct: boolean }) {
  const [isBusy, setBusy] = useState(false);
  const canTakeBack = useIsFresh(mine?.acknowledged_at ?? 0);
  async function toggle() {
    if (isBusy) return;
    setBusy(true);
    await (mine ? takeBack(post) : give(post));
    setBusy(false);
  }
  return (
    <button type="button" className={classes(styles.button, mine && styles.done)} aria-pressed={mine !== undefined} disabled={!mayAct || (mine !== undefined && !canTakeBack)} onClick={() => void toggle()}>
      <CircleCheck size={15} aria-hidden />
      {t(mine ? "posts.acked" : "posts.ack")}
    </button>
  );
}

async function give(post: Post): Promise<void> {
  const { meId } = getState().users;
  await attempt(async () => change(setAcknowledgement, await acknowledge(meId, post.id)));
}

async function takeBack(post: Post): Promise<void> {
  const { meId } = getState().users;
  await attempt(async () => {
    await takeBackAcknowledgement(meId, post.id);
    change(setAcknowledgement, { user_id: meId, post_id: post.id, acknowledged_at: 0 });
  });
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    change(showToast, messageOf(error), "danger");
  }
}

/** Whether it is so young that it may be taken back; turns false by itself. */
function useIsFresh(at: number): boolean {
  const [now, setNow] = useState(Date.now);
  const left = at + REVOCABLE_MS - now;
  useEffect(() => {
    if (at === 0 || left <= 0) return;
    const timer = setTimeout(() => setNow(Date.now()), left + 50);
    return () => clearTimeout(timer);
  }, [at, left]);
  return at > 0 && left > 0;
}

/** How many did; who, beside it on demand. */
function Who({ given: all }: { given: readonly PostAcknowledgement[] }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button ref={anchor} type="button" className={styles.count} aria-haspopup="dialog" aria-expanded={isOpen} onPointerEnter={() => needUsers(all.map((one) => one.user_id))} onClick={() => setOpen(!isOpen)}>
        {t("posts.ack_count", { count: all.length })}
      </button>
      {isOpen && anchor.current ? (
        <Later>
          <AckPopover given={all} anchor={anchor.current} onClose={() => setOpen(false)} />
        </Later>
      ) : null}
    </>
  );
}
