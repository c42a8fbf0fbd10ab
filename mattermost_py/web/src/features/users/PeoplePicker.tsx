import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { t } from "@/i18n/t";
import type { User } from "@/state/model";
import { useApp } from "@/state/store";
import { displayName, nameFormat } from "@/state/users";
import { Chip, ChipBox, ChipInput } from "@/ui/Chips";
import { Skeleton } from "@/ui/Skeleton";
import { classes } from "@/ui/classes";
import { LongList, type LongListHandle } from "@/ui/rows/LongList";
import styles from "./PeoplePicker.module.css";
import { PersonRow } from "./PersonRow";
import { type PeopleScope, usePeopleSearch } from "./usePeopleSearch";

interface Props {
  label: string;
  scope: PeopleScope;
  chosen: readonly User[];
  most?: number;
  onChange: (chosen: readonly User[]) => void;
  /** Enter with an empty field: go on with the chosen ones. */
  onDone?: () => void;
}

/** Finds people by typing and collects them as chips. */
export function PeoplePicker({ label, scope, chosen, most = 200, onChange, onDone }: Props) {
  const [term, setTerm] = useState("");
  const [at, setAt] = useState(0);
  const found = usePeopleSearch(term, scope);
  const offered = found?.filter((user) => !chosen.some((one) => one.id === user.id)) ?? null;
  const isFull = chosen.length >= most;

  function add(user: User | undefined) {
    if (user === undefined || isFull) return;
    onChange([...chosen, user]);
    setTerm("");
    setAt(0);
  }
  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const last = (offered?.length ?? 1) - 1;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, last));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && term === "" && chosen.length > 0 && onDone) onDone();
    else if (event.key === "Enter") add(offered?.[at]);
    else if (event.key === "Backspace" && term === "") onChange(chosen.slice(0, -1));
    else return;
    if (event.key !== "Backspace") event.preventDefault();
  }
  return (
    <div className={styles.picker}>
      <ChipBox>
        {chosen.map((user) => (
          <PersonChip key={user.id} user={user} onRemove={() => onChange(chosen.filter((one) => one.id !== user.id))} />
        ))}
        <ChipInput
          aria-label={label}
          placeholder={chosen.length === 0 ? label : ""}
          isOffering={offered !== null && offered.length > 0}
          offers="people-found"
          aria-activedescendant={offered?.[at] ? `person-${offered[at].id}` : undefined}
          autoFocus
          value={term}
          disabled={isFull}
          onChange={(event) => {
            setTerm(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      </ChipBox>
      <Offers offered={offered} at={at} onPick={add} />
    </div>
  );
}

function Offers({ offered, at, onPick }: { offered: readonly User[] | null; at: number; onPick: (user: User) => void }) {
  const list = useRef<LongListHandle>(null);
  useEffect(() => list.current?.show({ index: at, align: "nearest" }), [at]);
  if (offered === null) return <Skeleton rows={5} avatar />;
  if (offered.length === 0) return <p className={styles.none}>{t("users.none_found")}</p>;
  const chosen = offered[at];
  return (
    <LongList ref={list} className={styles.list} rows={offered} id="people-found" role="listbox" aria-label={t("users.people")}>
      {(user) => (
        // Chosen by keys in the field above, which keeps the focus.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- see above
        <div
          id={`person-${user.id}`}
          role="option"
          aria-selected={user === chosen}
          className={classes(styles.option, user === chosen && styles.active)}
          onClick={() => onPick(user)}
        >
          <PersonRow user={user} />
        </div>
      )}
    </LongList>
  );
}

function PersonChip({ user, onRemove }: { user: User; onRemove: () => void }) {
  const name = displayName(user, useApp(nameFormat));
  return <Chip name={name} removal={t("users.remove_chosen", { name })} onRemove={onRemove} />;
}
