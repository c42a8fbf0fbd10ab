import { RotateCcw } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { removePreference, setPreference } from "@/features/channels/actions";
import { t } from "@/i18n/t";
import { getState, useApp } from "@/state/store";
import { Dialog } from "@/ui/Dialog";
import { IconButton } from "@/ui/IconButton";
import { classes } from "@/ui/classes";
import type { DialogProps } from "./Dialogs";
import { canBeKeys, type Command, commandOf, DEFAULT_KEYS, KEYS_CATEGORY, keyName, keysOf, pressed } from "./keys";
import styles from "./ShortcutsDialog.module.css";

/** A command whose keys can be chosen, or a sentence with keys that stay. */
type Row = Command | readonly [words: string, keys: string];

const GROUPS: readonly (readonly [string, readonly Row[]])[] = [
  ["shortcuts.moving", ["switch", "next", "previous", "next_unread", "previous_unread", "unreads", "direct", "region", "region_back"]],
  ["shortcuts.reading", [["shortcuts.read", "Escape"], ["shortcuts.all_read", "Shift+Escape"], "search", "mentions", "info"]],
  [
    "shortcuts.writing",
    [
      "write",
      ["shortcuts.send", "Enter"],
      ["shortcuts.line", "Shift+Enter"],
      ["shortcuts.edit_last", "ArrowUp"],
      ["shortcuts.bold", "Mod+B"],
      ["shortcuts.italic", "Mod+I"],
      ["shortcuts.indent", "Tab"],
    ],
  ],
  ["shortcuts.messages", [["posts.reply", "R"], ["reactions.add", "+"], ["common.edit", "E"], ["posts.save", "S"], ["posts.pin", "P"], ["posts.mark_unread", "U"]]],
  ["shortcuts.other", ["settings", "shortcuts"]],
];

/** Every key there is; those of commands can be changed. */
export default function ShortcutsDialog({ onClose }: DialogProps) {
  return (
    <Dialog title={t("shortcuts.title")} size="l" onClose={onClose}>
      <p className={styles.lead}>{t("shortcuts.lead")}</p>
      <div className={styles.groups}>
        {GROUPS.map(([group, rows]) => (
          <section key={group}>
            <h3 className={styles.heading}>{t(group)}</h3>
            <dl className={styles.rows}>
              {rows.map((row) => (typeof row === "string" ? <Changeable key={row} command={row} /> : <Fixed key={row[0]} words={row[0]} keys={row[1]} />))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Fixed({ words, keys }: { words: string; keys: string }) {
  return (
    <div>
      <dt>{t(words)}</dt>
      <dd>
        <kbd>{keyName(keys)}</kbd>
      </dd>
    </div>
  );
}

/** A press on the keys waits for others; Escape keeps the old ones. */
function Changeable({ command }: { command: Command }) {
  const keys = useApp((state) => keysOf(state, command));
  const [isWaiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState("");
  const words = t(`shortcuts.${command}`);

  function onKey(event: KeyboardEvent) {
    if (!isWaiting || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const wanted = pressed(event.nativeEvent);
    if (wanted === "") return;
    if (wanted === "Escape" || wanted === keys) {
      stop("");
      return;
    }
    const other = commandOf(getState(), wanted);
    if (!canBeKeys(wanted)) setProblem(t("shortcuts.unfit"));
    else if (other !== undefined) setProblem(t("shortcuts.taken", { keys: keyName(wanted), command: t(`shortcuts.${other}`) }));
    else {
      void setPreference(KEYS_CATEGORY, command, wanted);
      stop("");
    }
  }
  function stop(why: string) {
    setWaiting(false);
    setProblem(why);
  }
  return (
    <div>
      <dt>
        {words}
        {problem === "" ? null : (
          <span role="alert" className={styles.problem}>
            {problem}
          </span>
        )}
      </dt>
      <dd>
        {keys === DEFAULT_KEYS[command] ? null : (
          <IconButton size="s" label={t("shortcuts.reset", { command: words })} icon={<RotateCcw size={14} />} onClick={() => void removePreference(KEYS_CATEGORY, command)} />
        )}
        <button
          type="button"
          className={classes(styles.change, isWaiting && styles.waiting)}
          aria-label={isWaiting ? t("shortcuts.press") : t("shortcuts.change", { command: words, keys: keyName(keys) })}
          onClick={() => setWaiting(true)}
          onKeyDown={onKey}
          onBlur={() => stop("")}
        >
          <kbd>{isWaiting ? t("shortcuts.press") : keyName(keys)}</kbd>
        </button>
      </dd>
    </div>
  );
}
