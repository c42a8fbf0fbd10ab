import { Globe, Lock, Users, X } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";

import { pictureUrl } from "@/client/users";
import { type Destination, ownPlaces } from "@/features/switcher/places";
import { rank } from "@/features/switcher/ranking";
import { t } from "@/i18n/t";
import { can } from "@/state/roles";
import { getState } from "@/state/store";
import { Avatar } from "@/ui/Avatar";
import { classes } from "@/ui/classes";

import styles from "./DestinationPicker.module.css";

interface Props {
  label: string;
  chosen: Destination | null;
  onChoose: (place: Destination | null) => void;
}

const MOST = 8;

/** Finds one of the own channels and conversations that can be written to. */
export function DestinationPicker({ label, chosen, onChoose }: Props) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const places = useMemo(writable, []);
  const found = useMemo(() => rank(places, query, Date.now()).slice(0, MOST), [places, query]);
  if (chosen) return <Chosen label={label} place={chosen} onRemove={() => onChoose(null)} />;

  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") onChoose(found[at] ?? null);
    else return;
    event.preventDefault();
  }
  return (
    <div>
      <input
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls="destinations"
        aria-activedescendant={found[at] ? `destination-${found[at].key}` : undefined}
        placeholder={label}
        autoFocus
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div role="listbox" id="destinations" aria-label={label} className={styles.list}>
        {found.map((place, index) => (
          // Chosen by keys in the field above, which keeps the focus.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- see above
          <div key={place.key} id={`destination-${place.key}`} role="option" aria-selected={index === at} className={classes(styles.option, index === at && styles.active)} onClick={() => onChoose(place)}>
            <Icon place={place} />
            <span className={styles.name}>{place.name}</span>
            <span className={styles.team}>{place.team}</span>
          </div>
        ))}
        {found.length === 0 ? <p className={styles.none}>{t("channels.none_found")}</p> : null}
      </div>
    </div>
  );
}

function writable(): Destination[] {
  const state = getState();
  return ownPlaces(state).filter((place) => place.kind === "channel" && can(state, "create_post", { channelId: place.id }));
}

function Chosen({ label, place, onRemove }: { label: string; place: Destination; onRemove: () => void }) {
  return (
    <div className={styles.chosen} role="group" aria-label={label}>
      <Icon place={place} />
      <span className={styles.name}>{place.name}</span>
      <button type="button" aria-label={t("channels.choose_other")} title={t("channels.choose_other")} onClick={onRemove}>
        <X size={15} aria-hidden />
      </button>
    </div>
  );
}

function Icon({ place }: { place: Destination }) {
  if (place.user) return <Avatar src={pictureUrl(place.user)} name={place.name} size={24} />;
  const Kind = place.channel?.type === "P" ? Lock : place.channel?.type === "G" ? Users : Globe;
  return (
    <span className={styles.icon}>
      <Kind size={16} aria-hidden />
    </span>
  );
}
