import type { FileInfo } from "@mattermost/types/files";
import { Paperclip, SmilePlus, X } from "lucide-react";
import { useRef, useState } from "react";

import { uploadFile } from "@/client/files";
import { Emoji, EmojiPicker } from "@/features/emoji";
import { t } from "@/i18n/t";
import { Button } from "@/ui/Button";
import { Radios, TextField } from "@/ui/Field";
import { FormDialog } from "@/ui/FormDialog";
import { FormProblem } from "@/ui/Page";
import { useTask } from "@/ui/useTask";
import { FilePicker } from "@/ui/FilePicker";

import styles from "./BookmarkForm.module.css";

export interface BookmarkFields {
  kind: "link" | "file";
  address: string;
  name: string;
  /** Without colons; empty for the usual picture. */
  emoji: string;
  file: FileInfo | null;
}

interface Props {
  title: string;
  channelId: string;
  start: BookmarkFields;
  /** Whether it may still become a link or a file. */
  choosesKind: boolean;
  onSave: (fields: BookmarkFields) => Promise<void>;
  onClose: () => void;
}

const NAME_MOST = 64;

/** What a bookmark is called and where it leads. */
export function BookmarkForm({ title, channelId, start, choosesKind, onSave, onClose }: Props) {
  const [fields, setFields] = useState(start);
  const task = useTask();
  const edit = (patch: Partial<BookmarkFields>) => setFields((before) => ({ ...before, ...patch }));

  function save() {
    const address = withScheme(fields.address);
    if (fields.kind === "link" && address === "") task.setProblem(t("channels.bookmark_bad_link"));
    else if (fields.kind === "file" && fields.file === null) task.setProblem(t("channels.bookmark_no_file"));
    else {
      const name = fields.name.trim() || (fields.kind === "file" ? (fields.file?.name ?? "") : shortened(address));
      task.run(async () => {
        await onSave({ ...fields, address, name: Array.from(name).slice(0, NAME_MOST).join("") });
        onClose();
      });
    }
  }
  return (
    <FormDialog title={title} action={t("common.save")} busy={task.busy} onSubmit={save} onClose={onClose}>
      <div className={styles.form}>
        {choosesKind ? (
          <Radios
            label={t("channels.bookmark_kind")}
            value={fields.kind}
            options={[
              { value: "link", text: t("channels.bookmark_link") },
              { value: "file", text: t("channels.bookmark_file") },
            ]}
            onChange={(kind) => edit({ kind })}
          />
        ) : null}
        {fields.kind === "link" ? (
          <TextField label={t("channels.bookmark_address")} type="url" inputMode="url" placeholder="https://" autoFocus value={fields.address} onChange={(event) => edit({ address: event.currentTarget.value })} />
        ) : (
          <FileField channelId={channelId} file={fields.file} isFixed={!choosesKind} onFile={(file) => edit({ file })} onProblem={task.setProblem} />
        )}
        <div className={styles.named}>
          <EmojiPicker
            isNeeded
            label={t("channels.bookmark_emoji")}
            onPick={(emoji) => edit({ emoji })}
            button={
              <button type="button" className={styles.emoji} aria-label={t("channels.bookmark_emoji")} title={t("channels.bookmark_emoji")}>
                {fields.emoji === "" ? <SmilePlus size={17} aria-hidden /> : <Emoji name={fields.emoji} isDecorative />}
              </button>
            }
          />
          <TextField label={t("channels.bookmark_name")} maxLength={NAME_MOST} value={fields.name} placeholder={fields.kind === "link" ? shortened(withScheme(fields.address)) : (fields.file?.name ?? "")} onChange={(event) => edit({ name: event.currentTarget.value })} />
          {fields.emoji === "" ? null : (
            <button type="button" className={styles.clear} aria-label={t("channels.bookmark_no_emoji")} title={t("channels.bookmark_no_emoji")} onClick={() => edit({ emoji: "" })}>
              <X size={15} aria-hidden />
            </button>
          )}
        </div>
        <FormProblem>{task.problem}</FormProblem>
      </div>
    </FormDialog>
  );
}

interface FileFieldProps {
  channelId: string;
  file: FileInfo | null;
  isFixed: boolean;
  onFile: (file: FileInfo) => void;
  onProblem: (text: string) => void;
}

function FileField({ channelId, file, isFixed, onFile, onProblem }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  async function upload(chosen: File | undefined) {
    if (!chosen) return;
    setBusy(true);
    onProblem("");
    try {
      onFile(await uploadFile(channelId, chosen, "bookmark", () => undefined, true).done);
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  }
  return (
    <div className={styles.file}>
      <span className={styles.fileName}>{file?.name ?? t("channels.bookmark_no_file_yet")}</span>
      {isFixed ? null : (
        <Button size="s" busy={isBusy} icon={<Paperclip size={14} />} onClick={() => input.current?.click()}>
          {t("channels.bookmark_choose_file")}
        </Button>
      )}
      <FilePicker ref={input} onPick={([file]) => void upload(file)} />
    </div>
  );
}

/** The address with its scheme; empty if it is none. */
function withScheme(typed: string): string {
  const address = typed.trim();
  if (address === "") return "";
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  try {
    const { protocol, host } = new URL(full);
    return (protocol === "http:" || protocol === "https:") && host !== "" ? full : "";
  } catch {
    return "";
  }
}

function shortened(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}
