import { PostMarkdown } from "@/features/posts/PostMarkdown";
import { t } from "@/i18n/t";
import { Dialog } from "@/ui/Dialog";
import type { DialogProps } from "./Dialogs";
import styles from "./FormattingDialog.module.css";

const word = (format: string) => t(`composer.format.${format}`);

/** What can be written; the examples say what they are. */
const EXAMPLES: readonly (() => string)[] = [
  () => `**${word("bold")}**`,
  () => `_${word("italic")}_`,
  () => `~~${word("strike")}~~`,
  () => `### ${word("heading")}`,
  () => `[${word("link")}](https://example.org)`,
  () => `\`${word("code")}\``,
  () => `\`\`\`python\nfor n in range(3):\n    print(n)\n\`\`\``,
  () => `> ${word("quote")}`,
  () => `- ${word("bullets")}\n- …`,
  () => `1. ${word("numbers")}\n2. …`,
  () => `- [x] ${word("tasks")}\n- [ ] …`,
  () => ":tada: :+1:",
  () => "| A | B |\n|:--|--:|\n| 1 | 2 |",
];

/** How messages are formatted: what is written at the left, what becomes of it at the right. */
export default function FormattingDialog({ onClose }: DialogProps) {
  return (
    <Dialog title={t("app.formatting")} onClose={onClose}>
      <p className={styles.lead}>{t("formatting.lead")}</p>
      <table className={styles.examples}>
        <thead>
          <tr>
            <th scope="col">{t("formatting.written")}</th>
            <th scope="col">{t("formatting.shown")}</th>
          </tr>
        </thead>
        <tbody>
          {EXAMPLES.map((example, index) => (
            <tr key={index}>
              <td>
                <code>{example()}</code>
              </td>
              <td>
                <PostMarkdown text={example()} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
