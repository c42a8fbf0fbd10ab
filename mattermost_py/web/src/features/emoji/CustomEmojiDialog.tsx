import { Search, Trash2, Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import type { DialogProps } from "@/app/Dialogs";
import { createEmoji, customEmojiPage, deleteEmoji, emojiImageUrl } from "@/client/emoji";
import { needUsers } from "@/load/users";
import { t } from "@/i18n/t";
import { receiveEmoji, removeEmoji } from "@/state/emoji";
import { can } from "@/state/roles";
import { change, getState, useApp, useAppShallow } from "@/state/store";
import { nameOf } from "@/state/users";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Confirm";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { IconButton } from "@/ui/IconButton";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { FilePicker } from "@/ui/FilePicker";
import { LongList } from "@/ui/rows/LongList";

import styles from "./CustomEmojiDialog.module.css";

/** The server's own emoji: adding one, finding them, deleting what is one's own. */
export default function CustomEmojiDialog({ onClose }: DialogProps) {
  const mayCreate = useApp((state) => can(state, "create_emojis", { teamId: state.teams.currentId }));
  const [term, setTerm] = useState("");
  const names = useAppShallow((state) => Object.keys(state.emoji.custom).filter((name) => name.includes(term.trim().toLowerCase().replaceAll(":", ""))).sort());
  useEffect(() => void loadAll().catch(() => undefined), []);
  return (
    <Dialog title={t("emoji.own")} onClose={onClose}>
      {mayCreate && <Adding />}
      <div className={styles.find}>
        <TextField label={t("emoji.search")} hideLabel leading={<Search size={15} />} placeholder={t("emoji.search")} value={term} onChange={(event) => setTerm(event.currentTarget.value)} />
      </div>
      {names.length === 0 ? <p className={styles.none}>{t(term === "" ? "emoji.none_own" : "emoji.none", { typed: term })}</p> : null}
      {names.length === 0 ? null : (
        <LongList style={{ height: `min(46vh, ${names.length * ROW_PX}px)` }} rows={names.map((key) => ({ key }))} role="list" aria-label={t("emoji.own")}>
          {({ key }) => <OneEmoji name={key} />}
        </LongList>
      )}
    </Dialog>
  );
}

/** How high a row is, unless its name is long. */
const ROW_PX = 45;
const PAGE = 200;
const MOST_PAGES = 40;

async function loadAll(): Promise<void> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await customEmojiPage(page);
    change(receiveEmoji, found);
    needUsers(found.map((emoji) => emoji.creator_id));
    if (found.length < PAGE) return;
  }
}

function Adding() {
  const picker = useRef<HTMLInputElement>(null);
  const [image, setImage] = useState<File | null>(null);
  const [name, setName] = useState("");
  const { busy, problem, run } = useTask();
  const add = () =>
    run(async () => {
      if (image === null) return;
      change(receiveEmoji, [await createEmoji(getState().users.meId, name, image)]);
      setImage(null);
      setName("");
    });
  return (
    <div className={styles.adding}>
      <FormProblem>{problem}</FormProblem>
      <div className={styles.row}>
        <Button icon={<Upload size={15} />} onClick={() => picker.current?.click()}>
          {image?.name ?? t("emoji.choose_picture")}
        </Button>
        <TextField label={t("emoji.name")} hideLabel placeholder={t("emoji.name")} maxLength={64} spellCheck={false} value={name} onChange={(event) => setName(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_+-]/g, ""))} />
        <Button tone="primary" busy={busy} disabled={image === null || name === ""} onClick={add}>
          {t("emoji.add")}
        </Button>
      </div>
      <p className={styles.hint}>{t("emoji.add_hint")}</p>
      <FilePicker
        ref={picker}
        accept="image/gif,image/png,image/jpeg"
        onPick={([file]) => {
          if (!file) return;
          setImage(file);
          if (name === "") setName(file.name.replace(/\.\w+$/, "").toLowerCase().replace(/[^a-z0-9_+-]+/g, "_").slice(0, 64));
        }}
      />
    </div>
  );
}

function OneEmoji({ name }: { name: string }) {
  const emoji = useApp((state) => state.emoji.custom[name]);
  const owner = useApp((state) => nameOf(state, emoji?.creator_id ?? ""));
  const mayDelete = useApp((state) => can(state, emoji?.creator_id === state.users.meId ? "delete_emojis" : "delete_others_emojis", { teamId: state.teams.currentId }));
  const [isAsking, setAsking] = useState(false);
  if (!emoji) return null;
  async function remove() {
    if (!emoji) return;
    await deleteEmoji(emoji.id);
    change(removeEmoji, name);
  }
  return (
    <div role="listitem" className={styles.emoji}>
      <img src={emojiImageUrl(emoji.id)} alt="" width={28} height={28} loading="lazy" />
      <span className={styles.name}>:{name}:</span>
      <span className={styles.owner}>{owner}</span>
      {mayDelete && <IconButton size="s" label={t("emoji.delete", { name })} icon={<Trash2 size={15} />} onClick={() => setAsking(true)} />}
      {isAsking && (
        <Confirm title={t("emoji.delete", { name })} action={t("common.delete")} danger onConfirm={remove} onClose={() => setAsking(false)}>
          {t("emoji.delete_text")}
        </Confirm>
      )}
    </div>
  );
}
