import { t } from "@/i18n/t";
import { Dialog } from "@/ui/Dialog";
import type { DialogProps } from "./Dialogs";
import styles from "./ShortcutsDialog.module.css";
import { keyName } from "./useShortcuts";

const SHORTCUTS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    "shortcuts.moving",
    [
      ["shortcuts.switch", "Mod+K"],
      ["shortcuts.next", "Alt+↓"],
      ["shortcuts.previous", "Alt+↑"],
      ["shortcuts.next_unread", "Alt+Shift+↓"],
      ["shortcuts.previous_unread", "Alt+Shift+↑"],
      ["shortcuts.direct", "Mod+Shift+K"],
    ],
  ],
  [
    "shortcuts.reading",
    [
      ["shortcuts.read", "Esc"],
      ["shortcuts.all_read", "Shift+Esc"],
      ["shortcuts.mentions", "Mod+Shift+M"],
      ["shortcuts.info", "Mod+."],
    ],
  ],
  [
    "shortcuts.writing",
    [
      ["shortcuts.send", "Enter"],
      ["shortcuts.line", "Shift+Enter"],
      ["shortcuts.edit_last", "↑"],
      ["shortcuts.bold", "Mod+B"],
      ["shortcuts.italic", "Mod+I"],
    ],
  ],
  [
    "shortcuts.other",
    [
      ["settings.title", "Mod+Shift+A"],
      ["shortcuts.title", "Mod+/"],
    ],
  ],
];

/** Every key there is. */
export default function ShortcutsDialog({ onClose }: DialogProps) {
  return (
    <Dialog title={t("shortcuts.title")} size="l" onClose={onClose}>
      <div className={styles.groups}>
        {SHORTCUTS.map(([group, rows]) => (
          <section key={group}>
            <h3 className={styles.heading}>{t(group)}</h3>
            <dl className={styles.rows}>
              {rows.map(([words, keys]) => (
                <div key={words}>
                  <dt>{t(words)}</dt>
                  <dd>
                    <kbd>{keyName(keys)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
