"""Names of many things in memory: what a few letters may mean is found without the database.

A `Directory` has one text with a line for each thing, in the order of the database. Letters are looked for in the whole
text, which ends as soon as enough is found. Whatever changes, comes or goes is marked by the news that empties a cache
of such things, and those lines are read again before the next search. Only the event loop's thread touches any of this.
"""

import asyncio
from array import array
from bisect import bisect_right
from collections.abc import Awaitable, Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, islice
from typing import Any

from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.runtime import Runtime
from mattermost_py.infra.search.grams import SIZE
from mattermost_py.kernel.clock import now_ms

EACH_MOST = 20_000  # lines of one directory
ALL_MOST = 100_000  # lines of all directories of a kind, a few hundred bytes each
CHANGED_MOST = 200  # lines that are read one by one; after more changes all are
LONG_TEXT = 32_768  # characters; a shorter one is looked through at once
GRAMS_MOST, GRAM_LINES_MOST = 500, 400  # beginnings of words that are remembered, and the lines of each
REST_MS = 10 * 60 * 1000  # until what was too large is counted again, and what nobody asks for makes room


@dataclass(frozen=True, slots=True)
class Lines:
    """Things in their order, separated by line feeds: a few texts are read faster than many rows.

    lines: the names by which they are found, in lower case.
    signs: what else decides on their places, if anything.
    """

    ids: str
    lines: str
    signs: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """How directories of a kind are read.

    all:      the lines of a directory by its key; of more than `most` that many and one more.
    some:     those of these ids that belong there.
    by_line:  whether lines are in their own order; else a line that changed may belong anywhere.
    """

    all: Callable[[Db, str, int], Awaitable[Lines]]
    some: Callable[[Db, str, Sequence[str]], Awaitable[Lines]]
    by_line: bool


class Directory:
    """The things of one place, such as the people of a team."""

    def __init__(self, key: str, reader: Reader) -> None:
        self.key = key
        self._reader = reader
        self._ranks: dict[str, int] = {}  # id → which line
        self._text = ""
        self._starts = array("L", [0])  # of the lines, and where one more would start
        self._signs = array("q")  # hashes
        self._lines_with: dict[str, array[int] | None] = {}  # beginning of a word → lines, None for too many
        self._changed: set[str] = set()
        self._is_read = False
        self._reading = asyncio.Lock()
        self.ids: list[str] = []
        self.used_at_ms = 0
        self.rests_until_ms = 0

    def __len__(self) -> int:
        return len(self.ids)

    # --- staying true ---------------------------------------------------------------------------------------------

    def mark(self, changed_id: str) -> None:
        """Something about this is not as it was. Nothing is noted of what will be read as a whole."""
        if self._is_read:
            self._changed.add(changed_id)
            if len(self._changed) > CHANGED_MOST:
                self._is_read, self._changed = False, set()

    @property
    def is_current(self) -> bool:
        return self._is_read and not self._changed

    async def refresh(self, db: Db, *, most: int) -> bool:
        """Reads what is not known as it is now. Returns: whether there were at most so many lines."""
        async with self._reading:
            while not self.is_current:
                is_known, changed = self._is_read, self._changed
                self._is_read, self._changed = True, set()
                try:
                    await (self._read_changed(db, changed) if is_known else self._read_all(db, most))
                except BaseException:
                    self._is_read = False
                    raise
                if len(self) > most:
                    self._is_read = False
                    self._arrange([], [], [])
                    return False
        return True

    async def _read_all(self, db: Db, most: int) -> None:
        found = await self._reader.all(db, self.key, most)
        self._arrange(_split(found.ids), _split(found.lines), _split(found.signs))

    async def _read_changed(self, db: Db, changed: set[str]) -> None:
        found = await self._reader.some(db, self.key, sorted(changed))
        ids, signs = _split(found.ids), _split(found.signs)
        fresh = dict(zip(ids, _split(found.lines), strict=True))
        hashes = dict(zip(ids, map(hash, signs), strict=False))
        if all(self._line(each) == fresh.get(each) and self._sign(each) == hashes.get(each) for each in changed):
            return  # most changes are not of names
        stays = [each not in changed for each in self.ids]
        before = list(compress(_split(self._text), stays))
        if not self._reader.by_line or before != sorted(before):  # or the database has an order of its own
            self._is_read = False
            return
        others = zip(before, compress(self.ids, stays), strict=True)
        lines = sorted([*others, *zip(fresh.values(), fresh, strict=True)])
        self._arrange([each for _, each in lines], [line for line, _ in lines], [])

    def _arrange(self, ids: list[str], lines: list[str], signs: list[str]) -> None:
        self.ids, self._text = ids, "\n".join(lines)
        self._ranks = {each: rank for rank, each in enumerate(ids)}
        self._starts = array("L", accumulate([len(line) + 1 for line in lines], initial=0))
        self._signs = array("q", map(hash, signs))
        self._lines_with = {}

    def _line(self, wanted_id: str) -> str | None:
        rank = self._ranks.get(wanted_id)
        return None if rank is None else self._text[self._starts[rank] : self._starts[rank + 1] - 1]

    def _sign(self, wanted_id: str) -> int | None:
        rank = self._ranks.get(wanted_id)
        return self._signs[rank] if rank is not None and self._signs else None

    # --- finding --------------------------------------------------------------------------------------------------

    def begins(self, rank: int, sign: str) -> bool:
        """Whether this line begins so."""
        return self._text.startswith(sign, self._starts[rank])

    def among(self, ids: Iterable[str], words: Sequence[str], limit: int) -> list[str]:
        """The first of these things in whose lines every word occurs, in order."""
        ranks = sorted([rank for each in ids if (rank := self._ranks.get(each)) is not None])
        found: list[str] = []
        for rank in self._those_with(words, ranks):
            found.append(self.ids[rank])
            if len(found) == limit:
                break
        return found

    def first(self, words: Sequence[str], limit: int, *, without: Container[str] = ()) -> list[str]:
        """The first things in whose lines every word occurs, in order."""
        found: list[str] = []
        for rank in self.ranks(words):
            if (each := self.ids[rank]) not in without:
                found.append(each)
                if len(found) == limit:
                    break
        return found

    def ranks(self, words: Sequence[str]) -> Iterator[int]:
        """Which lines have every word; words have no blanks, and what separates names within a line is one."""
        if not words:
            return iter(range(len(self.ids)))
        longest = max(words, key=len)  # which is in the fewest lines, and leads to them
        if len(self._text) > LONG_TEXT and (few := self._remembered(longest[:SIZE])) is not None:
            return self._those_with(words, few)
        others = [word for word in words if word is not longest]
        return self._those_with(others, self._scan(longest)) if others else self._scan(longest)

    def _remembered(self, beginning: str) -> "array[int] | None":
        """The lines with this beginning of a word, which somebody types on; None when they are many."""
        known = self._lines_with
        if beginning not in known:
            if len(known) >= GRAMS_MOST:
                known.clear()
            found = array("L", islice(self._scan(beginning), GRAM_LINES_MOST + 1))
            known[beginning] = found if len(found) <= GRAM_LINES_MOST else None
        return known[beginning]

    def _scan(self, word: str) -> Iterator[int]:
        text, starts = self._text, self._starts
        at = text.find(word)
        while at >= 0:
            rank = bisect_right(starts, at) - 1
            yield rank
            at = text.find(word, starts[rank + 1])

    def _those_with(self, words: Sequence[str], ranks: Iterable[int]) -> Iterator[int]:
        text, starts = self._text, self._starts
        for rank in ranks:
            for word in words:
                if text.find(word, starts[rank], starts[rank + 1]) < 0:
                    break
            else:
                yield rank


class Directories:
    """The directories of one kind, each made when it is first asked for. Each kind is a subclass, a part of the worker.

    spec:    where they are kept, by key.
    watched: the cache of the things; forgetting one of them tells that it changed.
    """

    spec: CacheSpec[Directory]
    watched: CacheSpec[Any]
    reader: Reader

    def __init__(self, runtime: Runtime) -> None:
        self._cache = runtime.caches.of(self.spec)
        runtime.caches.watch(self.watched, self._mark)

    def _mark(self, changed_id: str) -> None:
        if not changed_id:
            self._cache.forget("")
        for each in self._cache.values():
            each.mark(changed_id)

    async def current(self, db: Db, key: str) -> Directory | None:
        """The directory as it is now; None for one that is too large to be kept."""
        cache = self._cache
        if cache.is_off:
            return None
        found = cache.get(key)
        if found is None:
            found = Directory(key, self.reader)
            cache.put(key, found, version=cache.version)
        found.used_at_ms = now_ms()
        if found.is_current:
            return found
        if found.rests_until_ms > found.used_at_ms:
            return None
        if await found.refresh(db, most=min(EACH_MOST, self._room(found))):
            return found
        found.rests_until_ms = now_ms() + REST_MS
        return None

    def _room(self, wanted: Directory) -> int:
        """How many lines may be kept beside the others'; those that nobody asks for go when there is little."""
        others = [each for each in self._cache.values() if each is not wanted]
        room = ALL_MOST - sum(map(len, others))
        if room < EACH_MOST:
            for each in others:
                if each.used_at_ms < wanted.used_at_ms - REST_MS:
                    room += len(each)
                    self._cache.forget(each.key)
        return room


def _split(text: str) -> list[str]:
    return text.split("\n") if text else []
