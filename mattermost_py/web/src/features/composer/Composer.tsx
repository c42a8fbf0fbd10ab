import { Eye, EyeOff, SendHorizontal } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { go } from "@/app/paths";
import { keepFile } from "@/features/drafts/draftSync";
import { useDraft } from "@/features/drafts/useDraft";
import { startEditing, stopWaiting } from "@/features/posts/editing";
import { insidePath } from "@/features/posts/links";
import { lastOwnPost } from "@/features/posts/lastPosts";
import { heldUntil, type Message, takeBack } from "@/features/posts/outbox";
import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { t } from "@/i18n/t";
import { sendTyping } from "@/live/live";
import { safeUrl } from "@/markdown/safeUrl";
import { configNumber } from "@/state/server";
import { draftKey } from "@/state/drafts";
import { change, getState, useApp } from "@/state/store";
import { openThread } from "@/state/ui";
import { classes } from "@/ui/classes";
import { IconButton } from "@/ui/IconButton";
import { late, Later } from "@/ui/late";
import { isTouched } from "@/ui/touch";
import { useStateOf } from "@/ui/useStateOf";

import { AlsoInChannel } from "./AlsoInChannel";
import { AwayNote } from "./AwayNote";
import { broadcastsIn } from "./broadcast";
import styles from "./Composer.module.css";
import { ExtrasBar } from "./ExtrasBar";
import { ExtrasMenu } from "./ExtrasMenu";
import { type FieldHandle, MessageField } from "./MessageField";
import { runeCount } from "./runes";
import { ScheduledNote } from "./ScheduledNote";
import { SendMenu } from "./SendMenu";
import { isCommand, submit } from "./submit";
import { TypingNote } from "./TypingNote";
import { useComposerRules } from "./useComposerRules";
import { useDrop } from "./useDrop";
import { useUploads } from "./useUploads";
import { VoiceButton } from "./VoiceButton";
import { WritingTools } from "./WritingTools";

// Most messages have no files and call nobody.
const AttachmentTray = late(() => import("./AttachmentTray"), (module) => module.AttachmentTray);
const BroadcastConfirm = late(() => import("./BroadcastConfirm"), (module) => module.BroadcastConfirm);

interface Props {
  channelId: string;
  /** Empty for the channel itself. */
  rootId: string;
  onSent?: () => void;
}

const NEAR_LIMIT = 200;

/** What somebody does at a place besides writing. */
interface Doings {
  readonly isPreview: boolean;
  readonly problem: { text: string; isUnknownCommand: boolean } | null;
  readonly confirming: readonly string[];
  readonly isAlsoInChannel: boolean;
}

const NO_DOINGS: Doings = { isPreview: false, problem: null, confirming: [], isAlsoInChannel: false };

/** Where messages are written. It stays while channels change: another place begins with its own draft. */
export function Composer({ channelId, rootId, onSent }: Props) {
  const { notice, placeholder } = useComposerRules(channelId, rootId);
  if (notice !== "") {
    return (
      <div className={styles.notice} role="note">
        {notice}
      </div>
    );
  }
  return <OpenComposer channelId={channelId} rootId={rootId} placeholder={placeholder} onSent={onSent} />;
}

/**
 * Names the field of a place. Where something was written, another place gets a new field, with nothing to undo; one that
 * was never used serves on, as taking it away with its focus makes the browser lay out the page once more.
 */
function useFieldKey(place: string, text: string): number {
  const [kept, setKept] = useState({ place, key: 0, isUsed: text !== "" });
  const isNew = kept.place !== place && (kept.isUsed || text !== "");
  const next = { place, key: isNew ? kept.key + 1 : kept.key, isUsed: (kept.isUsed && !isNew) || text !== "" };
  if (next.place !== kept.place || next.isUsed !== kept.isUsed) setKept(next);
  return next.key;
}

function OpenComposer({ channelId, rootId, placeholder, onSent }: Props & { placeholder: string; onSent: (() => void) | undefined }) {
  const place = draftKey(channelId, rootId);
  const draft = useDraft(channelId, rootId);
  const field = useRef<FieldHandle>(null);
  const fieldKey = useFieldKey(place, draft.text);
  const [{ isPreview, problem, confirming, isAlsoInChannel }, set] = useStateOf(place, () => NO_DOINGS);
  const now = (doings: Partial<Doings>) => set((old) => ({ ...old, ...doings }));
  const here = useRef(place);
  useEffect(() => {
    here.current = place;
  });
  const most = useApp((state) => configNumber(state, "MaxPostSize", 16383));
  const members = useApp((state) => state.channels.stats[channelId]?.member_count ?? 0);
  const uploads = useUploads({
    place,
    channelId,
    stored: draft.files.length,
    onStored: (file) => draft.setFiles((files) => [...files, file]),
    onAway: (file) => keepFile(channelId, rootId, file),
  });
  const drop = useDrop(uploads.add);

  const length = runeCount(draft.text);
  const isTooLong = length > most;
  const isEmpty = draft.text.trim() === "" && draft.files.length === 0;
  const isBusy = uploads.uploading.some((one) => one.problem === "");
  const canSend = !isEmpty && !isTooLong && !isBusy;

  function message(): Message {
    // A reply has no importance of its own, nor does it burn.
    return { channelId, rootId, text: draft.text, files: draft.files, ...(rootId === "" ? draft.extras : { alsoInChannel: isAlsoInChannel }) };
  }

  function trySend() {
    if (!canSend) return;
    const reached = isCommand(draft.text) ? [] : broadcastsIn(draft.text);
    const confirms = getState().server.config["EnableConfirmNotificationsToChannel"] !== "false";
    if (reached.length > 0 && members > 5 && confirms) now({ confirming: reached });
    else void send(false);
  }

  async function send(asMessage: boolean) {
    now({ confirming: [], isPreview: false });
    const written = message();
    const isMessage = asMessage || !isCommand(draft.text);
    // A message leaves at once; a command stays until the server took it.
    if (isMessage) draft.clear();
    const outcome = await submit(written, asMessage);
    if (!outcome.done) {
      now({ problem: { text: outcome.problem, isUnknownCommand: outcome.isUnknownCommand } });
      return;
    }
    now({ problem: null, isAlsoInChannel: false });
    if (!isMessage) draft.clear();
    if (outcome.goTo !== "") follow(outcome.goTo);
    // A command takes its time: meanwhile one may have gone elsewhere.
    if (here.current !== place) return;
    onSent?.();
    // A command's program may have opened a form, which is where one goes on.
    if (getState().ui.dialog === null) field.current?.focus();
  }

  function follow(address: string) {
    const inside = insidePath(address, getState().server.config.SiteURL);
    // The address comes from an integration: anybody's program wrote it.
    const outside = safeUrl(address);
    if (inside !== null) go(inside);
    else if (outside !== null) window.open(outside, "_blank", "noopener,noreferrer");
  }

  function onOtherKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (event.key !== "ArrowUp" || draft.text !== "" || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.shiftKey) return replyToLast();
    const last = lastOwnPost(getState(), channelId, rootId);
    if (!last) return false;
    if (heldUntil(last) > 0) takeBack(last);
    else startEditing(last.id, rootId === "" ? "channel" : "thread");
    return true;
  }

  function replyToLast(): boolean {
    const state = getState();
    const last = state.posts.blocks[channelId]?.[0]?.ids[0];
    if (rootId !== "" || last === undefined) return false;
    change(openThread, state.posts.byId[last]?.root_id || last);
    return true;
  }

  return (
    <div className={styles.composer} data-composer>
      <ScheduledNote channelId={channelId} rootId={rootId} />
      {rootId === "" ? <AwayNote channelId={channelId} /> : null}
      {/* Files may be dropped here; the paper clip does the same for the keyboard. */}
      <div
        role="group"
        aria-label={placeholder}
        className={classes(styles.box, drop.isDropping && styles.dropping)}
        {...drop.place}
      >
        {drop.isDropping ? <div className={styles.dropHint}>{t("composer.drop_here")}</div> : null}
        {rootId === "" ? <ExtrasBar extras={draft.extras} onChange={draft.setExtras} /> : null}
        {isPreview ? (
          <div className={styles.preview} aria-label={t("composer.preview")}>
            <PostMarkdown text={draft.text} />
          </div>
        ) : (
          <MessageField
            key={fieldKey}
            ref={field}
            value={draft.text}
            onChange={(text) => {
              draft.setText(text);
              stopWaiting();
              if (problem) now({ problem: null });
              if (text.trim() !== "" && !isCommand(text)) sendTyping(channelId, rootId);
            }}
            onSubmit={trySend}
            onOtherKey={onOtherKey}
            onFiles={uploads.add}
            onBlur={draft.flush}
            label={placeholder}
            placeholder={placeholder}
            channelId={channelId}
            rootId={rootId}
            allowsCommands
            autoFocus={!isTouched()}
          />
        )}
        {draft.files.length + uploads.uploading.length > 0 ? (
          <Later>
            <AttachmentTray files={draft.files} uploading={uploads.uploading} onRemove={(id) => draft.setFiles((files) => files.filter((file) => file.id !== id))} />
          </Later>
        ) : null}
        <div className={styles.tools}>
          <WritingTools place={place} field={field} isPreview={isPreview} onFiles={uploads.add}>
            <VoiceButton key={`voice:${place}`} onRecorded={(file) => uploads.add([file])} />
            {rootId === "" ? <ExtrasMenu key={`extras:${place}`} channelId={channelId} extras={draft.extras} onChange={draft.setExtras} /> : null}
          </WritingTools>
          {isEmpty && !isPreview ? null : (
            <IconButton label={t(isPreview ? "composer.edit" : "composer.preview")} active={isPreview} icon={isPreview ? <EyeOff size={17} /> : <Eye size={17} />} onClick={() => now({ isPreview: !isPreview })} />
          )}
          {length > most - NEAR_LIMIT ? <span className={isTooLong ? styles.over : styles.near}>{most - length}</span> : null}
          <button type="button" className={styles.send} disabled={!canSend} aria-label={t("composer.send")} title={t("composer.send")} onClick={trySend}>
            <SendHorizontal size={17} aria-hidden />
          </button>
          <SendMenu
            key={place}
            disabled={!canSend || isCommand(draft.text)}
            message={message}
            onProblem={(text) => now({ problem: { text, isUnknownCommand: false } })}
            onScheduled={() => {
              draft.clear();
              now({ isPreview: false, problem: null });
              field.current?.focus();
            }}
          />
        </div>
      </div>
      {rootId === "" ? null : <AlsoInChannel channelId={channelId} checked={isAlsoInChannel} onChange={(isChecked) => now({ isAlsoInChannel: isChecked })} />}
      <div className={styles.below}>
        {isTooLong ? (
          <p role="alert" className={styles.problem}>
            {t("composer.too_long", { length, most })}
          </p>
        ) : problem ? (
          <p role="alert" className={styles.problem}>
            {problem.text}{" "}
            {problem.isUnknownCommand ? (
              <button type="button" className={styles.anyway} onClick={() => void send(true)}>
                {t("composer.send_as_message")}
              </button>
            ) : null}
          </p>
        ) : (
          <TypingNote channelId={channelId} rootId={rootId} />
        )}
      </div>
      {confirming.length > 0 ? (
        <Later>
          <BroadcastConfirm names={confirming} channelId={channelId} members={members} onConfirm={() => send(false)} onClose={() => now({ confirming: [] })} />
        </Later>
      ) : null}
    </div>
  );
}
