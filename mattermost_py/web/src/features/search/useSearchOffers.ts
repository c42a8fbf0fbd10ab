/** What the search field offers: filters by name, their values, earlier searches. */
import { useEffect, useMemo, useState } from "react";

import { autocompleteUsers } from "@/client/users";
import { personRank } from "@/features/composer/suggestions";
import { t } from "@/i18n/t";
import { channelName, teammateId } from "@/state/channels";
import type { State } from "@/state/model";
import { change, getState } from "@/state/store";
import { displayName, nameFormat, receiveUsers } from "@/state/users";

import { completeFilter, completeFilterName, filterAt, type FilterHint, filterNamesAt, TRAITS } from "./query";

export interface SearchOffer {
  key: string;
  title: string;
  text: string;
  /** The field's text if it is taken. */
  terms: string;
  caret: number;
  /** Whether taking it starts the search. */
  runs: boolean;
}

const MOST = 8;
/** Rows of the list: all filters, and some earlier searches. */
const ROWS = 14;

export function useSearchOffers(terms: string, caret: number, isOpen: boolean, recent: readonly string[]): SearchOffer[] {
  const hint = isOpen ? filterAt(terms, caret) : null;
  const people = hint?.kind === "from" ? hint.value : null;
  const [arrived, setArrived] = useState(0);

  useEffect(() => {
    if (people === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      autocompleteUsers(people.toLowerCase(), getState().teams.currentId, "", stop.signal).then(
        ({ users }) => {
          change(receiveUsers, users);
          setArrived((count) => count + 1);
        },
        () => undefined,
      );
    }, 100);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [people]);

  const recentKey = recent.join("\n");
  return useMemo(() => {
    if (!isOpen) return [];
    if (hint) return valueOffers(getState(), terms, hint);
    const past = recentKey.split("\n").filter((one) => one !== "" && one !== terms && one.startsWith(terms));
    return [...(terms === "" ? recentOffers(past) : []), ...nameOffers(terms, caret), ...(terms === "" ? [] : recentOffers(past))].slice(0, ROWS);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the hint follows from terms and caret; arrived people change the store
  }, [terms, caret, isOpen, recentKey, arrived]);
}

function recentOffers(past: readonly string[]): SearchOffer[] {
  return past.map((one) => ({ key: `recent:${one}`, title: one, text: "", terms: one, caret: one.length, runs: true }));
}

function nameOffers(terms: string, caret: number): SearchOffer[] {
  return filterNamesAt(terms, caret, false).map((kind) => ({
    key: `name:${kind}`,
    title: `${kind}:`,
    text: t(`search.filter.${kind}`),
    ...completeFilterName(terms, caret, kind),
    runs: false,
  }));
}

function valueOffers(state: State, terms: string, hint: FilterHint): SearchOffer[] {
  const take = (value: string, text: string): SearchOffer => ({ key: `value:${value}`, title: value, text: text === value ? "" : text, ...completeFilter(terms, hint, value), runs: false });
  const typed = hint.value.toLowerCase().replace(/^[@~]/, "");
  switch (hint.kind) {
    case "from":
      return Object.values(state.users.byId)
        .filter((user) => personRank(user, typed) >= 0)
        .sort((a, b) => personRank(a, typed) - personRank(b, typed))
        .slice(0, MOST)
        .map((user) => take(user.username, displayName(user, nameFormat(state) === "username" ? "full_name" : nameFormat(state))));
    case "in":
      return Object.keys(state.channels.mine)
        .flatMap((id) => state.channels.byId[id] ?? [])
        .filter((channel) => channel.team_id === "" || channel.team_id === state.teams.currentId)
        .map((channel) => {
          const mate = channel.type === "D" ? state.users.byId[teammateId(state, channel)] : undefined;
          return { value: mate ? `@${mate.username}` : channel.name, name: channelName(state, channel), isGroup: channel.type === "G" };
        })
        .filter(({ value, name, isGroup }) => !isGroup && (value.replace("@", "").startsWith(typed) || name.toLowerCase().includes(typed)))
        .slice(0, MOST)
        .map(({ value, name }) => take(value, name));
    case "ext":
      return ["pdf", "png", "jpg", "docx", "xlsx", "pptx", "txt", "zip", "md"].filter((ext) => ext.startsWith(typed)).map((ext) => take(ext, ""));
    case "has":
    case "is":
    case "mentions":
      return (TRAITS[hint.kind] ?? []).filter((value) => value.startsWith(typed)).map((value) => take(value, t(`search.${hint.kind}.${value}`)));
    default:
      return dayOffers(hint.value).map(({ day, text }) => take(day, text));
  }
}

const DAY_MS = 86_400_000;

/** Days worth offering as dates, in the form the search understands. */
export function dayOffers(typed: string, now = Date.now()): { day: string; text: string }[] {
  const at = (daysAgo: number) => {
    const date = new Date(now - daysAgo * DAY_MS);
    return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
  };
  return [
    { day: at(0), text: t("posts.today") },
    { day: at(1), text: t("posts.yesterday") },
    { day: at(7), text: t("search.week_ago") },
    { day: at(30), text: t("search.month_ago") },
  ].filter(({ day }) => day.startsWith(typed));
}
