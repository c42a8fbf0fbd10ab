import { Clock, Filter, Search, X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";

import { t } from "@/i18n/t";
import { change, useApp } from "@/state/store";
import { search } from "@/state/ui";
import { classes } from "@/ui/classes";

import { forgetSearch, recentSearches, rememberSearch } from "./recentSearches";
import styles from "./SearchBar.module.css";
import { type SearchOffer, useSearchOffers } from "./useSearchOffers";

/** The search field of the global header: filters, values and earlier searches are offered while typing. */
export function SearchBar() {
  const current = useApp((state) => state.ui.search.terms);
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [, setForgotten] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const terms = typed ?? current;
  // Kept here: the field's own caret is still the old one while the text of an offer is being drawn.
  const [caret, setCaret] = useState(terms.length);
  const offers = useSearchOffers(terms, caret, isOpen, recentSearches());
  const isOffering = isOpen && offers.length > 0;

  function run(words: string) {
    if (words.trim() === "") return;
    rememberSearch(words);
    change(search, words.trim(), false);
    setTyped(null);
    setOpen(false);
    field.current?.blur();
  }

  function take(offer: SearchOffer) {
    setActive(-1);
    if (offer.runs) {
      run(offer.terms);
      return;
    }
    setTyped(offer.terms);
    setCaret(offer.caret);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(offer.caret, offer.caret);
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const offer = offers[active];
    // Only something begun is completed: whoever passes by with Tab must get on.
    const isWordBegun = /\S$/.test(terms.slice(0, caret));
    if (event.key === "ArrowDown" && isOffering) setActive((active + 1) % offers.length);
    else if (event.key === "ArrowUp" && isOffering) setActive(active <= 0 ? offers.length - 1 : active - 1);
    else if (event.key === "Tab" && !event.shiftKey && isOffering && offers[0] && (offer || isWordBegun)) take(offer ?? offers[0]);
    else if (event.key === "Enter") {
      if (isOffering && offer) take(offer);
      else run(terms);
    } else if (event.key === "Escape") {
      setOpen(false);
      field.current?.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={styles.bar}>
      <label className={classes(styles.field, isOpen && styles.open)}>
        <Search size={15} aria-hidden />
        <input
          ref={field}
          data-search-field
          role="combobox"
          aria-label={t("search.field")}
          aria-expanded={isOffering}
          aria-controls={`${id}-offers`}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          placeholder={t("search.field")}
          autoComplete="off"
          value={terms}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? terms.length)}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            setOpen(true);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
        {terms === "" ? null : (
          <button
            type="button"
            className={styles.clear}
            aria-label={t("search.clear")}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              setTyped("");
              setCaret(0);
              field.current?.focus();
            }}
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </label>
      {isOffering ? (
        <div id={`${id}-offers`} role="listbox" aria-label={t("search.offers")} className={styles.offers}>
          {offers.map((offer, index) => (
            // Chosen by the field's own keys.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field keeps the keyboard
            <div
              key={offer.key}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={classes(styles.offer, index === active && styles.active)}
              onPointerMove={() => setActive(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(offer)}
            >
              {offer.runs ? <Clock size={15} aria-hidden /> : <Filter size={15} aria-hidden />}
              <span className={styles.main}>{offer.title}</span>
              <span className={styles.side}>{offer.text}</span>
              {offer.runs ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.clear}
                  aria-label={t("search.forget")}
                  onClick={(event) => {
                    event.stopPropagation();
                    forgetSearch(offer.terms);
                    setForgotten((count) => count + 1);
                  }}
                >
                  <X size={13} aria-hidden />
                </button>
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
    </search>
  );
}
