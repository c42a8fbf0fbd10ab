import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Choice } from "@/client/dialogs";
import { messageOf } from "@/client/http";
import { t } from "@/i18n/t";
import { Chip, ChipBox, ChipInput } from "@/ui/Chips";
import { classes } from "@/ui/classes";
import { Frame } from "@/ui/Field";
import styles from "./ChoiceField.module.css";
import type { Find } from "./choices";

interface Props {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
  placeholder: string;
  required: boolean;
  isMany: boolean;
  autoFocus?: boolean;
  isDisabled?: boolean;
  /** One line among buttons, whose placeholder says what it is for. */
  isSmall?: boolean;
  chosen: readonly Choice[];
  find: Find;
  onChange: (chosen: readonly Choice[]) => void;
}

/** One or several of many, found by typing. */
export function ChoiceField({ label, hint, problem, placeholder, required, isMany, autoFocus = false, isDisabled = false, isSmall = false, chosen, find, onChange }: Props) {
  const id = useId();
  const [term, setTerm] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const { found, trouble, isCurrent } = useFound(find, term, isOpen);
  const offered = (found ?? []).filter((one) => !chosen.some((other) => other.value === one.value));

  function close() {
    setOpen(false);
    setTerm("");
    setAt(0);
  }
  function choose(choice: Choice | undefined) {
    if (choice === undefined) return;
    onChange(isMany ? [...chosen, choice] : [choice]);
    close();
  }
  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" && !isOpen) setOpen(true);
    else if (event.key === "ArrowDown") setAt(Math.min(at + 1, offered.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && isOpen) choose(isCurrent ? offered[at] : undefined);
    else if (event.key === "Escape" && isOpen) close();
    else if (event.key === "Backspace" && term === "" && chosen.length > 0) onChange(chosen.slice(0, -1));
    else return;
    event.preventDefault();
  }
  return (
    <Frame id={id} label={label} hideLabel={isSmall} hint={hint} problem={problem}>
      <ChipBox isWrong={Boolean(problem)} isSmall={isSmall}>
        {chosen.map((one) => (
          <Chip key={one.value} name={one.text} removal={t("users.remove_chosen", { name: one.text })} onRemove={() => onChange(chosen.filter((other) => other.value !== one.value))} />
        ))}
        <ChipInput
          id={id}
          autoFocus={autoFocus}
          disabled={isDisabled}
          placeholder={chosen.length === 0 ? placeholder : ""}
          isOffering={isOpen}
          offers={`${id}-list`}
          aria-activedescendant={isOpen && offered[at] ? `${id}-${String(at)}` : undefined}
          aria-describedby={`${id}-note`}
          aria-required={required}
          aria-invalid={problem ? true : undefined}
          data-own-escape={isOpen}
          value={term}
          onClick={() => setOpen(true)}
          onBlur={close}
          onChange={(event) => {
            setTerm(event.currentTarget.value);
            setAt(0);
            setOpen(true);
          }}
          onKeyDown={onKey}
        />
      </ChipBox>
      {isOpen && (
        <div role="listbox" id={`${id}-list`} aria-label={label} className={styles.list}>
          {offered.map((one, index) => (
            <Offer key={one.value} id={`${id}-${String(index)}`} text={one.text} isActive={index === at} onPick={() => choose(one)} />
          ))}
          {found === null && <p className={styles.none}>{t("common.loading")}</p>}
          {found !== null && offered.length === 0 && <p className={styles.none}>{trouble || t("dialogs.none_found")}</p>}
        </div>
      )}
    </Frame>
  );
}

function Offer({ id, text, isActive, onPick }: { id: string; text: string; isActive: boolean; onPick: () => void }) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: "nearest" });
  }, [isActive]);
  return (
    // Chosen by keys in the field above, which keeps the focus: pressing here must not take it away.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- see above
    <div ref={line} id={id} role="option" aria-selected={isActive} className={classes(styles.option, isActive && styles.active)} onMouseDown={(event) => event.preventDefault()} onClick={onPick}>
      {text}
    </div>
  );
}

const PAUSE_MS = 150;

interface Answer {
  found: readonly Choice[] | null;
  trouble: string;
  term: string;
}

interface Found extends Answer {
  /** Whether this is for what is typed now: Enter must not choose what was found for less. */
  isCurrent: boolean;
}

/** The choices for what is typed, `null` while none are known; the newest question wins. */
function useFound(find: Find, term: string, isOpen: boolean): Found {
  const [answer, setAnswer] = useState<Answer>({ found: null, trouble: "", term: "" });
  const newest = useRef(find);
  useEffect(() => {
    newest.current = find;
  });
  useEffect(() => {
    if (!isOpen) return;
    const control = new AbortController();
    const tell = (found: readonly Choice[], trouble: string) => control.signal.aborted || setAnswer({ found, trouble, term });
    const ask = () => newest.current(term, control.signal).then((found) => tell(found, ""), (error: unknown) => tell([], messageOf(error)));
    const timer = setTimeout(() => void ask(), term === "" ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [term, isOpen]);
  return { ...answer, isCurrent: answer.found !== null && answer.term === term };
}
