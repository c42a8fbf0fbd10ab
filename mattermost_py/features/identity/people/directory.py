"""The people of teams by their names, in memory: whom a few letters may mean is found without the database.

A `Directory` has one text with a line for everybody of a team, in the order of their usernames. Letters are looked for
in the whole text, which ends as soon as there are enough people. Whoever changes, joins or leaves is marked, and those
lines are read again before the next search. Only the event loop's thread touches any of this.
"""

import asyncio
from array import array
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate, compress

from mattermost_py.features.identity.people import store
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import now_ms

TEAM_MOST = 20_000  # people of one team
ALL_MOST = 100_000  # people of all teams together, about 230 bytes each
CHANGED_MOST = 1000  # lines that are read one by one; after more changes all are
REST_MS = 10 * 60 * 1000  # until a team that was too large is counted again


class Directory:
    """Everybody of one team who is active."""

    def __init__(self, team_id: str) -> None:
        self._team_id = team_id
        self._ids: list[str] = []
        self._ranks: dict[str, int] = {}  # user id → which line is theirs
        self._text = ""
        self._starts = array("L", [0])  # of the lines, and where one more would start
        self._changed: set[str] = set()
        self._is_read = False
        self._reading = asyncio.Lock()
        self.rests_until_ms = 0

    def __len__(self) -> int:
        return len(self._ids)

    # --- staying true ---------------------------------------------------------------------------------------------

    def mark(self, user_id: str) -> None:
        """Something about this user is not as it was."""
        self._changed.add(user_id)
        if len(self._changed) > CHANGED_MOST:
            self._is_read = False

    @property
    def is_current(self) -> bool:
        return self._is_read and not self._changed

    async def refresh(self, db: Db, *, most: int) -> bool:
        """Reads what is not known as it is now. Returns: whether there were at most so many people."""
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
                    self._arrange([], [])
                    return False
        return True

    async def _read_all(self, db: Db, most: int) -> None:
        found = await store.lines(db, self._team_id, most=most)
        self._arrange(_split(found.ids), _split(found.lines))

    async def _read_changed(self, db: Db, changed: set[str]) -> None:
        found = await store.lines_of(db, self._team_id, sorted(changed))
        fresh = dict(zip(_split(found.ids), _split(found.lines), strict=True))
        if all(self._line(each) == fresh.get(each) for each in changed):
            return  # most changes are not of names
        stays = [each not in changed for each in self._ids]
        before = list(compress(self._text.split("\n"), stays))
        lines = sorted(
            [*zip(before, compress(self._ids, stays), strict=True), *zip(fresh.values(), fresh, strict=True)]
        )
        if before != sorted(before):  # the database has an order of its own
            self._is_read = False
        self._arrange([user_id for _, user_id in lines], [line for line, _ in lines])

    def _arrange(self, ids: list[str], lines: list[str]) -> None:
        self._ids, self._text = ids, "\n".join(lines)
        self._ranks = {user_id: rank for rank, user_id in enumerate(ids)}
        self._starts = array("L", accumulate([len(line) + 1 for line in lines], initial=0))

    # --- finding --------------------------------------------------------------------------------------------------

    def _line(self, user_id: str) -> str | None:
        rank = self._ranks.get(user_id)
        return None if rank is None else self._text[self._starts[rank] : self._starts[rank + 1] - 1]

    def knows(self, user_id: str) -> bool:
        return user_id in self._ranks

    def among(self, user_ids: Iterable[str], words: Sequence[str], limit: int) -> list[str]:
        """The first of these people in whose names every word occurs, by username."""
        ranks = sorted([rank for user_id in user_ids if (rank := self._ranks.get(user_id)) is not None])
        text, starts = self._text, self._starts
        found: list[str] = []
        for rank in ranks:
            if all(text.find(word, starts[rank], starts[rank + 1]) >= 0 for word in words):
                found.append(self._ids[rank])
                if len(found) == limit:
                    break
        return found

    def first(self, words: Sequence[str], limit: int, *, without: Container[str] = ()) -> list[str]:
        """The first people in whose names every word occurs, by username; words have no blanks."""
        found: list[str] = []
        for rank in self._ranks_of(words) if words else range(len(self._ids)):
            if (user_id := self._ids[rank]) not in without:
                found.append(user_id)
                if len(found) == limit:
                    break
        return found

    def _ranks_of(self, words: Sequence[str]) -> Iterator[int]:
        """The longest word, which is in the fewest names, leads to the lines; they must have the others, too."""
        text, starts = self._text, self._starts
        longest = max(words, key=len)
        others = [word for word in words if word is not longest]
        at = text.find(longest)
        while at >= 0:
            rank = bisect_right(starts, at) - 1
            behind = starts[rank + 1]
            if not others or all(text.find(word, starts[rank], behind) >= 0 for word in others):
                yield rank
            at = text.find(longest, behind)


_DIRECTORIES = CacheSpec[Directory]("people_directories", size=1000)  # by team id


class Directories:
    """The directories of this worker, each made when somebody of its team is looked for."""

    def __init__(self, runtime: Runtime) -> None:
        self._cache = runtime.caches.of(_DIRECTORIES)
        runtime.caches.watch(users.BY_ID, self._mark)

    def _mark(self, user_id: str) -> None:
        if not user_id:
            self._cache.forget("")
        for each in self._cache.values():
            each.mark(user_id)

    async def of_team(self, db: Db, team_id: str) -> Directory | None:
        """The team's, as it is now; None for teams that are too large to be kept."""
        cache = self._cache
        if cache.is_off:
            return None
        found = cache.get(team_id)
        if found is None:
            found = Directory(team_id)
            cache.put(team_id, found, version=cache.version)
        if found.is_current:
            return found
        if found.rests_until_ms > now_ms():
            return None
        room = ALL_MOST - sum(len(each) for each in cache.values() if each is not found)
        if await found.refresh(db, most=min(TEAM_MOST, room)):
            return found
        found.rests_until_ms = now_ms() + REST_MS
        return None


def _split(text: str) -> list[str]:
    return text.split("\n") if text else []
