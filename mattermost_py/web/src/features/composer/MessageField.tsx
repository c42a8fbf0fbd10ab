import { type ClipboardEvent, type KeyboardEvent, type Ref, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";

import { noteEmojiUse } from "@/features/emoji";
import { preference } from "@/state/preferences";
import { getState } from "@/state/store";
import { afterPaint } from "@/ui/afterPaint";
import { focusAfterDialog } from "@/ui/finalFocus";
import { say } from "@/ui/spoken";

import { applyFormat, continueList, type Format, indentCode, isInCodeBlock } from "./formatting";
import styles from "./MessageField.module.css";
import { richToMarkdown } from "./paste";
import { SuggestionList } from "./SuggestionList";
import type { Offer } from "./suggestions";
import { applyEdit } from "./textEdits";
import { applyChoice, type Trigger, triggerAt } from "./trigger";
import { useSuggestions } from "./useSuggestions";

export interface FieldHandle {
  focus: () => void;
  format: (format: Format) => void;
  insert: (text: string) => void;
  field: () => HTMLTextAreaElement | null;
}

interface Props {
  value: string;
  onChange: (text: string) => void;
  onSubmit: () => void;
  /** Keys the field has no use for itself; true keeps the browser from acting on them. */
  onOtherKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  onFiles?: (files: File[]) => void;
  onBlur?: () => void;
  label: string;
  placeholder: string;
  channelId: string;
  rootId: string;
  allowsCommands: boolean;
  autoFocus?: boolean;
  ref?: Ref<FieldHandle>;
}

const SHORTCUTS: Record<string, Format> = { b: "bold", i: "italic", k: "link", e: "code" };
const SHIFTED: Record<string, Format> = { x: "strike", c: "codeBlock", "7": "numbers", "8": "bullets", "9": "quote" };
const GROWS_ITSELF = typeof CSS !== "undefined" && CSS.supports("field-sizing", "content");

/** Safari says that composing has ended before the Enter that ended it; only the old key code tells. */
function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing newer carries this fact
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

function focusAtEnd(field: HTMLTextAreaElement): void {
  field.focus({ preventScroll: true });
  // In an empty field it would change nothing but make the browser lay out the page.
  if (field.value !== "") field.setSelectionRange(field.value.length, field.value.length);
}

/** The text field for messages: grows with its text, completes names, formats, continues lists, leaves input methods alone. */
export function MessageField(props: Props) {
  const { value, onChange, onSubmit, onOtherKey, onFiles, onBlur, label, placeholder, channelId, rootId, allowsCommands, autoFocus = false, ref } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const isLeaving = useRef(false);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const { offers, active, setActive } = useSuggestions(trigger, value, channelId, rootId);
  const listId = useId();
  const isOffering = trigger !== null && offers.length > 0;

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    format: (format) => format_(format),
    insert,
    field: () => field.current,
  }));

  useLayoutEffect(() => {
    const element = field.current;
    if (GROWS_ITSELF || !element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);

  useLayoutEffect(() => {
    // Whoever has begun to search meanwhile goes on there.
    const element = field.current;
    if (!autoFocus || !element || document.activeElement?.matches('[data-region="header"] input')) return;
    // No focus comes that would tell where one is now.
    if (document.activeElement === element) return afterPaint(() => say(element.ariaLabel ?? ""));
    if (getState().ui.dialog === null) focusAtEnd(element);
    else return focusAfterDialog(element, () => focusAtEnd(element));
  }, [autoFocus, channelId, rootId]);

  function look() {
    const element = field.current;
    if (!element || element.selectionStart !== element.selectionEnd) setTrigger(null);
    else setTrigger(triggerAt(element.value, element.selectionStart, allowsCommands));
  }

  function format_(format: Format) {
    const element = field.current;
    if (element) applyEdit(element, applyFormat({ text: element.value, from: element.selectionStart, to: element.selectionEnd }, format));
  }

  function insert(text: string) {
    const element = field.current;
    if (!element) return;
    const { selectionStart: from, selectionEnd: to, value: old } = element;
    applyEdit(element, { text: old.slice(0, from) + text + old.slice(to), from: from + text.length, to: from + text.length });
  }

  function pick(offer: Offer) {
    const element = field.current;
    if (!element || !trigger || (offer.kind === "command" && offer.title === "")) return;
    const chosen = applyChoice(element.value, trigger, offer.insert);
    if (offer.kind === "emoji") noteEmojiUse(offer.name);
    applyEdit(element, { text: chosen.text, from: chosen.caret, to: chosen.caret });
    setTrigger(null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // While an input method composes, every key is its own.
    if (isComposing(event)) return;
    if (isOffering && suggestionKey(event)) return;
    if (tabKey(event)) return;
    if (formatKey(event)) return;
    if (event.key === "Enter" && enterKey(event)) return;
    if (onOtherKey?.(event)) event.preventDefault();
  }

  function suggestionKey(event: KeyboardEvent): boolean {
    const offer = offers[active];
    const steps: Record<string, () => void> = {
      ArrowDown: () => setActive((active + 1) % offers.length),
      ArrowUp: () => setActive((active - 1 + offers.length) % offers.length),
      Escape: () => setTrigger(null),
      Tab: () => offer && pick(offer),
      Enter: () => offer && pick(offer),
    };
    const step = steps[event.key];
    if (!step || event.shiftKey || event.ctrlKey || event.metaKey) return false;
    // A command typed in full is sent, not completed once more; a mere hint completes nothing.
    if (offer?.kind === "command" && event.key === "Enter" && offer.insert.trim() === value.trim()) return false;
    if (offer?.kind === "command" && offer.title === "" && (event.key === "Enter" || event.key === "Tab")) return false;
    event.preventDefault();
    event.stopPropagation();
    step();
    return true;
  }

  /** In code Tab indents; after Escape it goes on to the next control as everywhere, so that nobody is caught. */
  function tabKey(event: KeyboardEvent): boolean {
    const mayLeave = isLeaving.current;
    if (event.key !== "Shift") isLeaving.current = event.key === "Escape";
    const element = field.current;
    if (event.key !== "Tab" || mayLeave || !element || event.ctrlKey || event.metaKey || event.altKey) return false;
    const next = indentCode({ text: element.value, from: element.selectionStart, to: element.selectionEnd }, event.shiftKey);
    if (!next) return false;
    event.preventDefault();
    applyEdit(element, next);
    return true;
  }

  function formatKey(event: KeyboardEvent): boolean {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
    const key = event.key.toLowerCase();
    const format = event.shiftKey ? (SHIFTED[key] ?? SHIFTED[event.code.replace("Digit", "")]) : SHORTCUTS[key];
    // Ctrl+K without a selection belongs to the switcher.
    const hasSelection = field.current !== null && field.current.selectionStart !== field.current.selectionEnd;
    if (!format || (format === "link" && !hasSelection)) return false;
    event.preventDefault();
    event.stopPropagation();
    format_(format);
    return true;
  }

  function enterKey(event: KeyboardEvent): boolean {
    const element = field.current;
    if (!element) return false;
    const isCtrl = event.ctrlKey || event.metaKey;
    const state = getState();
    const needsCtrl = preference(state, "advanced_settings", "send_on_ctrl_enter", "false") === "true";
    const codeNeedsCtrl = preference(state, "advanced_settings", "code_block_ctrl_enter", "true") !== "false" && isInCodeBlock(element.value, element.selectionStart);
    if (isCtrl || !(needsCtrl || codeNeedsCtrl || event.shiftKey || event.altKey)) {
      event.preventDefault();
      onSubmit();
      return true;
    }
    const next = event.altKey ? null : continueList({ text: element.value, from: element.selectionStart, to: element.selectionEnd });
    if (!next) return false;
    event.preventDefault();
    applyEdit(element, next);
    return true;
  }

  function onPaste(event: ClipboardEvent) {
    const { clipboardData: clip } = event;
    const plain = clip.getData("text/plain");
    const files = [...clip.files];
    // Spreadsheets put a picture of the table beside the table itself.
    if (files.length > 0 && plain === "") {
      event.preventDefault();
      onFiles?.(files);
      return;
    }
    const markdown = richToMarkdown(clip.getData("text/html"), plain);
    if (markdown === null) return;
    event.preventDefault();
    insert(markdown);
  }

  return (
    <div className={styles.frame}>
      {isOffering ? <SuggestionList id={listId} offers={offers} active={active} onHover={setActive} onPick={pick} /> : null}
      <textarea
        ref={field}
        className={styles.field}
        value={value}
        rows={1}
        dir="auto"
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={isOffering ? listId : undefined}
        aria-activedescendant={isOffering ? `${listId}-${active}` : undefined}
        placeholder={placeholder}
        spellCheck
        onChange={(event) => {
          onChange(event.currentTarget.value);
          look();
        }}
        onSelect={look}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => {
          setTrigger(null);
          onBlur?.();
        }}
      />
    </div>
  );
}
