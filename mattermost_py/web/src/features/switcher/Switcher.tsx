import { Globe, Lock, Search, Users } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { DialogProps } from "@/app/Dialogs";
import { go, goToChannel } from "@/app/paths";
import { autocompleteChannels } from "@/client/channels";
import { pictureUrl, searchUsers } from "@/client/users";
import { joinChannel, openDirect } from "@/features/channels/actions";
import { UserTags } from "@/features/users/UserTags";
import { t, withWords } from "@/i18n/t";
import { getState, useApp } from "@/state/store";
import { presenceOf } from "@/state/users";
import { afterPaint } from "@/ui/afterPaint";
import { ahead, whenIdle, whenResting } from "@/ui/ahead";
import { Avatar } from "@/ui/Avatar";
import { Badge } from "@/ui/Badge";
import { Dialog } from "@/ui/Dialog";
import { classes } from "@/ui/classes";
import { type Destination, ownPlaces, personPlace, publicPlace } from "./places";
import { rank } from "./ranking";
import styles from "./Switcher.module.css";

/** Rows that a list which has just opened shows. */
const IN_SIGHT = 10;

// Thousands of places are gathered before anybody asks for them.
whenIdle(() => ownPlaces(getState()));

const beyond = () => withWords(import("./beyond"), "more");

// The first letter needs it.
whenResting(() => ahead(beyond));

/** Type two letters, press Enter, be there. */
export default function Switcher({ onClose }: DialogProps) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const results = useSoon(useResults(query));
  const chosen = Math.min(at, results.length - 1);

  function choose(place: Destination | undefined) {
    if (place === undefined) return;
    onClose();
    enter(place);
  }
  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt((chosen + 1) % Math.max(1, results.length));
    else if (event.key === "ArrowUp") setAt((chosen - 1 + results.length) % Math.max(1, results.length));
    else if (event.key === "Enter") choose(results[chosen]);
    else return;
    event.preventDefault();
  }
  return (
    <Dialog title={t("switcher.title")} hideTitle bare onClose={onClose}>
      <div className={styles.field}>
        <Search size={18} aria-hidden="true" />
        <input
          role="combobox"
          aria-label={t("switcher.title")}
          aria-expanded="true"
          aria-controls="switcher-results"
          aria-activedescendant={results[chosen] ? `place-${results[chosen].key}` : undefined}
          placeholder={t("switcher.placeholder")}
          autoFocus
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
      </div>
      <Results results={results} at={chosen} onChoose={choose} onPoint={setAt} />
      <p className={styles.help} aria-hidden="true">
        {t("switcher.help")}
      </p>
    </Dialog>
  );
}

interface ResultsProps {
  results: readonly Destination[];
  at: number;
  onChoose: (place: Destination) => void;
  onPoint: (at: number) => void;
}

function Results({ results, at, onChoose, onPoint }: ResultsProps) {
  const list = useRef<HTMLDivElement>(null);
  const hasScrolled = useRef(false);
  useEffect(() => {
    // A list nobody scrolled shows its first row by itself: looking would lay out the page once more.
    if (at > 0 || hasScrolled.current) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at, results]);
  if (results.length === 0) return <p className={styles.none}>{t("switcher.none")}</p>;
  return (
    <div ref={list} className={styles.results} role="listbox" id="switcher-results" aria-label={t("switcher.title")} onScroll={() => (hasScrolled.current = true)}>
      {results.map((place, index) => (
        // Chosen by keys in the field above, which keeps the focus.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- see above
        <div
          key={place.key}
          id={`place-${place.key}`}
          role="option"
          aria-selected={index === at}
          className={classes(styles.place, index === at && styles.active, place.isUnread && styles.unread)}
          onClick={() => onChoose(place)}
          onMouseMove={() => index !== at && onPoint(index)}
        >
          <PlaceIcon place={place} />
          <span className={styles.name} title={place.name}>
            {place.name}
          </span>
          {place.user ? <UserTags user={place.user} /> : null}
          <span className={styles.second} title={secondLine(place)}>
            {secondLine(place)}
          </span>
          {place.keys ? <kbd className={styles.keys}>{place.keys}</kbd> : null}
          <Badge count={place.mentions} label={t("sidebar.mentions", { count: place.mentions })} />
        </div>
      ))}
    </div>
  );
}

function PlaceIcon({ place }: { place: Destination }) {
  const presence = useApp((state) => (place.user && !place.user.is_bot ? presenceOf(state, place.user.id) : undefined));
  if (place.user) return <Avatar src={pictureUrl(place.user)} name={place.name} size={24} presence={presence} />;
  const Icon = place.icon ?? (place.channel?.type === "P" ? Lock : place.channel?.type === "G" ? Users : Globe);
  return (
    <span className={styles.icon}>
      <Icon size={16} aria-hidden="true" />
    </span>
  );
}

function secondLine(place: Destination): string {
  if (place.user) return place.name === place.user.username ? `${place.user.first_name} ${place.user.last_name}`.trim() : `@${place.user.username}`;
  if (place.kind === "public") return t("switcher.join");
  if (place.kind === "command") return t("switcher.command");
  return place.team;
}

function enter(place: Destination): void {
  if (place.run) place.run();
  else if (place.kind === "channel") goToChannel(place.id);
  else if (place.kind === "person") void openDirect(place.id);
  else if (place.channel) void joinChannel(place.channel);
  else go("/");
}

/** Own places at once; threads, commands, and people and public channels of the server a moment later; after ">" commands alone. */
function useResults(query: string): readonly Destination[] {
  const people = useApp((state) => state.users.byId);
  const teams = useApp((state) => state.channels.loadedTeams);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- teams may be on their way, and people heard of get names
  const own = useMemo(() => ownPlaces(getState()), [people, teams]);
  const [found, setFound] = useState<readonly Destination[]>([]);
  const beyond = useBeyond(query.trim() !== "");
  useEffect(() => {
    const words = query.trim();
    if (words === "" || words.startsWith(">")) return;
    let alive = true;
    const timer = setTimeout(() => void ask(words).then((places) => alive && setFound(places)), 150);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [query]);
  return useMemo(() => {
    const words = query.trim();
    if (words.startsWith(">")) {
      const commands = beyond.filter((place) => place.kind === "command");
      return rank(commands, words.slice(1), Date.now());
    }
    if (words === "") return rank(own.filter((place) => place.kind === "channel"), "", Date.now());
    const seen = new Set(found.length === 0 ? [] : own.flatMap((place) => [place.key, place.user?.id ?? ""]));
    const others = [...beyond, ...found.filter((place) => !seen.has(place.key) && !seen.has(place.id))];
    return rank([...own, ...others], words.replace(/^[@~]/, ""), Date.now());
  }, [own, beyond, found, query]);
}

/** Those in sight first; the rest of the list once they are on the screen. */
function useSoon(results: readonly Destination[]): readonly Destination[] {
  const [isThere, setThere] = useState(false);
  useEffect(() => afterPaint(() => setThere(true)), []);
  return isThere ? results : results.slice(0, IN_SIGHT);
}

/** Threads and commands, with the first letter. */
function useBeyond(isWanted: boolean): readonly Destination[] {
  const [places, setPlaces] = useState<readonly Destination[]>([]);
  useEffect(() => {
    if (!isWanted) return;
    let alive = true;
    void beyond()
      .then((module) => module.beyondPlaces())
      .then((all) => alive && setPlaces(all))
      .catch(() => undefined);
    return () => {
      alive = false;
    };
  }, [isWanted]);
  return places;
}

async function ask(words: string): Promise<Destination[]> {
  const state = getState();
  const term = words.replace(/^[@~]/, "");
  const [people, channels] = await Promise.all([
    searchUsers({ term, limit: 20 }).catch(() => []),
    autocompleteChannels(state.teams.currentId, term).catch(() => []),
  ]);
  const open = channels.filter((channel) => channel.type === "O" && channel.delete_at === 0);
  return [...people.map((user) => personPlace(getState(), user)), ...open.map(publicPlace)];
}
