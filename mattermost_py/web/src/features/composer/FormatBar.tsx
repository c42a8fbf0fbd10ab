import { Bold, Code, Heading, Italic, Link, List, ListChecks, ListOrdered, SquareCode, Strikethrough, TextQuote } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { memo } from "react";

import { t } from "@/i18n/t";
import { IconButton } from "@/ui/IconButton";

import styles from "./FormatBar.module.css";
import type { Format } from "./formatting";

const isMac = typeof navigator !== "undefined" && navigator.userAgent.includes("Mac");
const ctrl = (key: string) => (isMac ? `⌘${key}` : `Ctrl+${key}`);
const shifted = (key: string) => (isMac ? `⌘⇧${key}` : `Ctrl+Shift+${key}`);

const GROUPS: { format: Format; Icon: LucideIcon; keys?: string }[][] = [
  [
    { format: "bold", Icon: Bold, keys: ctrl("B") },
    { format: "italic", Icon: Italic, keys: ctrl("I") },
    { format: "strike", Icon: Strikethrough, keys: shifted("X") },
    { format: "heading", Icon: Heading },
  ],
  [
    { format: "link", Icon: Link, keys: ctrl("K") },
    { format: "code", Icon: Code, keys: ctrl("E") },
    { format: "codeBlock", Icon: SquareCode, keys: shifted("C") },
    { format: "quote", Icon: TextQuote, keys: shifted("9") },
  ],
  [
    { format: "bullets", Icon: List, keys: shifted("8") },
    { format: "numbers", Icon: ListOrdered, keys: shifted("7") },
    { format: "tasks", Icon: ListChecks },
  ],
];

/** Buttons that put Markdown around what is selected. */
export const FormatBar = memo(function FormatBar({ onFormat, isDisabled }: { onFormat: (format: Format) => void; isDisabled: boolean }) {
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("composer.formatting")}>
      {GROUPS.map((group, index) => (
        <div key={index} className={styles.group}>
          {group.map(({ format, Icon, keys }) => (
            <IconButton
              key={format}
              size="s"
              label={t(`composer.format.${format}`)}
              keys={keys}
              disabled={isDisabled}
              icon={<Icon size={16} />}
              // The selection in the field must survive the press.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onFormat(format)}
            />
          ))}
        </div>
      ))}
    </div>
  );
});
