import { Check, Copy, WrapText } from "lucide-react";
import { useEffect, useState } from "react";

import { t } from "@/i18n/t";
import { copyToClipboard } from "@/ui/clipboard";

import styles from "./CodeBlock.module.css";
import type * as Highlighter from "./highlight";

// The names of fifty languages are no part of the first load; they come with the first block that names one.
let highlighter: typeof Highlighter | null = null;

async function loadHighlighter(): Promise<typeof Highlighter> {
  highlighter = await import("./highlight");
  return highlighter;
}

interface Props {
  code: string;
  language: string;
  withLineNumbers?: boolean;
}

/** A block of code with its language, colours, a switch for wrapping and a copy button. */
export function CodeBlock({ code, language, withLineNumbers = false }: Props) {
  const [coloured, setColoured] = useState<{ code: string; pieces: Highlighter.CodePiece[] } | null>(null);
  const [isWrapped, setWrapped] = useState(false);
  const [names, setNames] = useState(highlighter);
  const known = names?.languageOf(language) ?? null;

  useEffect(() => {
    if (language === "") return;
    let isCurrent = true;
    void loadHighlighter()
      .then((loaded) => {
        if (isCurrent) setNames(loaded);
        return loaded.highlight(code, language);
      })
      .then((pieces) => isCurrent && pieces && setColoured({ code, pieces }))
      // Without the colours the code reads just as well.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [code, language]);

  const pieces = coloured?.code === code ? coloured.pieces : null;
  return (
    <figure className={styles.block} aria-label={known ? t("markdown.code_in", { language: known.label }) : t("markdown.code")}>
      <div className={styles.tools}>
        {known ? <span className={styles.language}>{known.label}</span> : null}
        <button
          type="button"
          className={styles.tool}
          aria-pressed={isWrapped}
          aria-label={t("markdown.wrap_lines")}
          title={t("markdown.wrap_lines")}
          onClick={() => setWrapped(!isWrapped)}
        >
          <WrapText size={14} aria-hidden />
        </button>
        <CopyButton text={code} />
      </div>
      <div className={styles.scroller}>
        {withLineNumbers ? <LineNumbers code={code} /> : null}
        {/* Long lines scroll, so the block must be reachable by keyboard. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region needs focus */}
        <pre className={isWrapped ? styles.wrapped : styles.code} tabIndex={0}>
          <code>{pieces ? pieces.map((piece, index) => <Piece key={index} {...piece} />) : code}</code>
        </pre>
      </div>
    </figure>
  );
}

function Piece({ text, scope }: Highlighter.CodePiece) {
  return scope === "" ? text : <span className={scope}>{text}</span>;
}

function LineNumbers({ code }: { code: string }) {
  const count = code.replace(/\n$/, "").split("\n").length;
  return (
    <pre className={styles.numbers} aria-hidden>
      {Array.from({ length: count }, (_, index) => index + 1).join("\n")}
    </pre>
  );
}

/** Copies a text and says so for a moment. */
export function CopyButton({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const label = isCopied ? t("markdown.copied") : t("markdown.copy_code");
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      onClick={() => {
        void copyToClipboard(text).then(() => setCopied(true), () => undefined);
      }}
    >
      {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </button>
  );
}
