/** People of a place page by page, or those whom a word finds; the newest question wins. */
import { useEffect, useState } from "react";
import type { User } from "@/state/model";
import { change } from "@/state/store";
import { receiveUsers } from "@/state/users";

export const PEOPLE_PAGE = 100;
const PAUSE_MS = 120;

interface Found {
  key: string;
  page: number;
  people: readonly User[];
  hasMore: boolean;
}

interface PeoplePages {
  /** `null` until the first are here. */
  people: readonly User[] | null;
  /** Brings the next page, if there is one and it is not under way. */
  more: () => void;
}

/** `place` says whose people these are; asked again when `version` changes. `ask` gets a page, or a word and no page. */
export function usePeoplePages(place: string, term: string, version: unknown, ask: (page: number, word: string) => Promise<readonly User[]>): PeoplePages {
  const word = term.trim().replace(/^@/, "");
  const key = `${place}:${word}`;
  const [found, setFound] = useState<Found | null>(null);
  const [wanted, setWanted] = useState({ key, page: 0 });
  const page = wanted.key === key ? wanted.page : 0;
  useEffect(() => {
    let alive = true;
    const take = (next: readonly User[]) => {
      if (!alive) return;
      change(receiveUsers, next);
      setFound((before) => {
        const known = page > 0 && before?.key === key ? before.people.filter((one) => !next.some(({ id }) => id === one.id)) : [];
        return { key, page, people: [...known, ...next], hasMore: word === "" && next.length === PEOPLE_PAGE };
      });
    };
    // What is there stays there; nobody is what a word found that could not be asked about.
    const fail = () => alive && setFound((before) => (before?.key === key ? before : { key, page, people: [], hasMore: false }));
    const timer = setTimeout(() => void ask(page, word).then(take, fail), word === "" ? 0 : PAUSE_MS);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the question
  }, [key, page, version]);
  const more = () => {
    if (found?.key === key && found.page === page && found.hasMore) setWanted({ key, page: page + 1 });
  };
  return { people: found?.people ?? null, more };
}
