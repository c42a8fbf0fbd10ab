import { Plus, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";

import { customEmojiPage } from "@/client/emoji";
import { savePreferences } from "@/client/server";
import { t } from "@/i18n/t";
import { onLeave } from "@/load/leaving";
import { receiveEmoji } from "@/state/emoji";
import { preference, receivePreferences } from "@/state/preferences";
import { can } from "@/state/roles";
import { isEnabled } from "@/state/server";
import { change, getState, useApp } from "@/state/store";
import { openDialog } from "@/state/ui";
import { classes } from "@/ui/classes";
import { LongList, type LongListHandle } from "@/ui/rows/LongList";

import { Emoji } from "./Emoji";
import { type EmojiMatch, GROUPS, readTone, searchEmoji, type SkinTone, useEmojiTable, writeTone } from "./emojiData";
import styles from "./EmojiPicker.module.css";
import { noteEmojiUse, recentEmoji } from "./recentEmoji";
import { SkinTones } from "./SkinTones";

interface Props {
  onPick: (name: string, keepsOpen: boolean) => void;
}

const COLUMNS = 9;
const GROUP_ICONS: Record<string, string> = {
  recent: "🕒",
  smileys: "😀",
  people: "👋",
  nature: "🌿",
  food: "🍎",
  travel: "🚗",
  activities: "⚽",
  objects: "💡",
  symbols: "❤️",
  flags: "🏁",
  custom: "✨",
};

type PanelRow = { kind: "title"; key: string; group: string } | { kind: "emoji"; key: string; from: number; cells: EmojiMatch[] };

/** Search, groups, skin tones and a grid of every emoji; arrows move, Enter picks, Shift keeps it open. */
export function EmojiPanel({ onPick }: Props) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<LongListHandle>(null);
  const id = useId();
  const tone = readTone(useApp((state) => preference(state, "emoji", "emoji_skintone", "default")));
  const rows = useRows(typed, tone);
  const cells = useMemo(() => rows.flatMap((row) => (row.kind === "emoji" ? row.cells : [])), [rows]);
  const chosen = cells[active];
  const mayAdd = useApp((state) => isEnabled(state, "EnableCustomEmoji") && can(state, "create_emojis", { teamId: state.teams.currentId }));
  useCustomEmoji();

  function pick(match: EmojiMatch | undefined, keepsOpen: boolean) {
    if (!match) return;
    noteEmojiUse(match.name);
    onPick(match.name, keepsOpen);
  }

  function move(to: number) {
    const next = Math.min(Math.max(to, 0), cells.length - 1);
    setActive(next);
    list.current?.show({ index: rows.findIndex((row) => row.kind === "emoji" && next >= row.from && next < row.from + row.cells.length), align: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, () => number> = {
      ArrowRight: () => active + 1,
      ArrowLeft: () => active - 1,
      ArrowDown: () => rowStep(rows, active, 1),
      ArrowUp: () => rowStep(rows, active, -1),
      Home: () => 0,
      End: () => cells.length - 1,
    };
    const step = steps[event.key];
    const inText = typed !== "" && /^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key) && event.shiftKey;
    if (event.nativeEvent.isComposing || inText) return;
    if (step) {
      event.preventDefault();
      move(step());
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(chosen, event.shiftKey);
    }
  }

  return (
    <div className={styles.panel}>
      <div className={styles.top}>
        <label className={styles.search}>
          <Search size={15} aria-hidden />
          <input
            role="combobox"
            aria-label={t("emoji.search")}
            aria-expanded
            aria-controls={`${id}-grid`}
            aria-activedescendant={chosen ? `${id}-${active}` : undefined}
            placeholder={t("emoji.search")}
            value={typed}
            autoFocus
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setActive(0);
              list.current?.show({ index: 0, align: "start" });
            }}
            onKeyDown={onKeyDown}
          />
        </label>
        <SkinTones tone={tone} onChange={saveTone} />
      </div>
      {typed === "" ? <GroupTabs rows={rows} onJump={(index) => list.current?.show({ index, align: "start" })} /> : null}
      <div id={`${id}-grid`} role="listbox" aria-label={t("emoji.all")} className={styles.grid}>
        {rows.length === 0 ? <p className={styles.none}>{t("emoji.none", { typed })}</p> : null}
        <LongList ref={list} rows={rows}>
          {(row) =>
            row.kind === "title" ? (
              <div role="presentation" className={styles.title}>
                {t(`emoji.group.${row.group}`)}
              </div>
            ) : (
              <div role="presentation" className={styles.row}>
                {row.cells.map((cell, index) => (
                  <button
                    key={cell.name}
                    type="button"
                    id={`${id}-${row.from + index}`}
                    role="option"
                    aria-selected={row.from + index === active}
                    aria-label={cell.name}
                    tabIndex={-1}
                    className={classes(styles.cell, row.from + index === active && styles.active)}
                    onPointerMove={() => setActive(row.from + index)}
                    onClick={(event) => pick(cell, event.shiftKey)}
                  >
                    <Emoji name={cell.name} isDecorative />
                  </button>
                ))}
              </div>
            )
          }
        </LongList>
      </div>
      <div className={styles.preview} aria-hidden>
        {chosen ? (
          <>
            <span className={styles.large}>
              <Emoji name={chosen.name} isDecorative />
            </span>
            <span>:{chosen.name}:</span>
          </>
        ) : null}
      </div>
      {mayAdd ? (
        <button type="button" className={styles.own} onClick={() => change(openDialog, "custom-emoji")}>
          <Plus size={14} aria-hidden /> {t("emoji.own")}
        </button>
      ) : null}
    </div>
  );
}

/** The cell above or below, keeping the column. */
function rowStep(rows: readonly PanelRow[], active: number, by: 1 | -1): number {
  const lines = rows.filter((row) => row.kind === "emoji");
  const at = lines.findIndex((row) => active >= row.from && active < row.from + row.cells.length);
  const line = lines[at];
  const next = lines[at + by];
  if (!line || !next) return active;
  return next.from + Math.min(active - line.from, next.cells.length - 1);
}

function useRows(typed: string, tone: SkinTone): PanelRow[] {
  const table = useEmojiTable();
  const custom = useApp((state) => state.emoji.custom);
  const [recent] = useState(() => recentEmoji(getState()));

  return useMemo(() => {
    if (!table) return [];
    const customNames = Object.keys(custom).sort();
    const sections: [string, EmojiMatch[]][] = [];
    if (typed !== "") {
      sections.push(["", searchEmoji(typed.replace(/^:|:$/g, ""), { tone, custom: customNames, recent, limit: 200 })]);
    } else {
      const known = recent.flatMap((name) => (name in custom ? [{ name, glyph: "" }] : table.glyph(name) ? [{ name, glyph: table.glyph(name) ?? "" }] : []));
      sections.push(["recent", known]);
      GROUPS.forEach((group, index) => {
        sections.push([group, table.all.filter((emoji) => emoji.group === index).map((emoji) => table.toned(emoji, tone))]);
      });
      sections.push(["custom", customNames.map((name) => ({ name, glyph: "" }))]);
    }
    return layOut(sections);
  }, [table, custom, typed, tone, recent]);
}

function layOut(sections: readonly [string, EmojiMatch[]][]): PanelRow[] {
  const rows: PanelRow[] = [];
  let from = 0;
  for (const [group, matches] of sections) {
    if (matches.length === 0) continue;
    if (group !== "") rows.push({ kind: "title", key: group, group });
    for (let start = 0; start < matches.length; start += COLUMNS) {
      const cells = matches.slice(start, start + COLUMNS);
      rows.push({ kind: "emoji", key: `${group}${from}`, from, cells });
      from += cells.length;
    }
  }
  return rows;
}

function GroupTabs({ rows, onJump }: { rows: readonly PanelRow[]; onJump: (index: number) => void }) {
  return (
    <div className={styles.tabs} role="group" aria-label={t("emoji.groups")}>
      {rows.map((row, index) =>
        row.kind === "title" ? (
          <button
            key={row.group}
            type="button"
            className={styles.tab}
            aria-label={t(`emoji.group.${row.group}`)}
            title={t(`emoji.group.${row.group}`)}
            onClick={() => onJump(index)}
          >
            {GROUP_ICONS[row.group]}
          </button>
        ) : null,
      )}
    </div>
  );
}

function saveTone(tone: SkinTone) {
  const meId = getState().users.meId;
  const saved = { user_id: meId, category: "emoji", name: "emoji_skintone", value: writeTone(tone) };
  change(receivePreferences, [saved]);
  savePreferences(meId, [saved]).catch(() => undefined);
}

let hasAllCustom = false;
onLeave(() => (hasAllCustom = false));

/** Loads the server's own emoji when the picker first opens. */
function useCustomEmoji() {
  const isOn = useApp((state) => state.server.config.EnableCustomEmoji === "true");
  useEffect(() => {
    if (hasAllCustom || !isOn) return;
    hasAllCustom = true;
    void (async () => {
      try {
        for (let page = 0; page < 20; page += 1) {
          const found = await customEmojiPage(page);
          change(receiveEmoji, found);
          if (found.length < 200) break;
        }
      } catch {
        hasAllCustom = false;
      }
    })();
  }, [isOn]);
}
