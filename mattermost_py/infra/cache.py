"""Bounded memory of one process for values read often; emptied key by key over the bus."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import is_
from typing import Any, Generic, TypeVar, cast

V = TypeVar("V")


@dataclass(frozen=True)
class CacheSpec(Generic[V]):
    """Names a cache where its owner is written; each process holds one `Cache` a spec."""

    name: str
    size: int  # entries kept at most


class Cache(Generic[V]):
    """One cache of one process. Only the event loop's thread touches it.

    A value read from the database while a `forget` arrived is not stored: `load` compares the version before and after.
    """

    __slots__ = ("_entries", "_size", "hits", "misses", "version")

    def __init__(self, size: int) -> None:
        self._entries: dict[str, V] = {}
        self._size = size
        self.version = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: str) -> V | None:
        found = self._entries.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
        return found

    def found(self, keys: Sequence[str]) -> list[V | None]:
        """The cached values of these keys, in their order."""
        found = list(map(self._entries.get, keys))
        unknown = sum(map(is_, found, repeat(None)))  # not by equality, which values may have their own idea of
        self.misses += unknown
        self.hits += len(found) - unknown
        return found

    def put(self, key: str, value: V, *, version: int) -> None:
        """Stores what was read when the cache had this version; newer news wins."""
        if version != self.version or self._size == 0:
            return
        entries = self._entries
        if len(entries) >= self._size and key not in entries:
            del entries[next(iter(entries))]
        entries[key] = value

    async def load(self, key: str, read: Callable[[], Awaitable[V | None]]) -> V | None:
        """The cached value, else what `read` finds; absence is not remembered."""
        found = self.get(key)
        if found is not None:
            return found
        version = self.version
        fresh = await read()
        if fresh is not None:
            self.put(key, fresh, version=version)
        return fresh

    def forget(self, key: str) -> None:
        """Drops one key, or everything when the key is empty."""
        self.version += 1
        if key:
            self._entries.pop(key, None)
        else:
            self._entries.clear()

    def values(self) -> Collection[V]:
        return self._entries.values()

    @property
    def is_off(self) -> bool:
        """Whether nothing is ever kept."""
        return self._size == 0

    def __len__(self) -> int:
        return len(self._entries)


class Caches:
    """The caches of one process, made when first asked for."""

    def __init__(self, *, size: int | None = None) -> None:
        self._by_name: dict[str, Cache[Any]] = {}
        self._watching: dict[str, list[Callable[[str], None]]] = {}
        self._size = size  # overrides every bound; 0 switches caching off

    def of(self, spec: CacheSpec[V]) -> Cache[V]:
        found = self._by_name.get(spec.name)
        if found is None:
            found = self._by_name[spec.name] = Cache[Any](spec.size if self._size is None else self._size)
        return cast("Cache[V]", found)

    def watch(self, spec: CacheSpec[Any], act: Callable[[str], None]) -> None:
        """Tells `act` every key that is forgotten, whether it was there or not; the empty one means all."""
        self._watching.setdefault(spec.name, []).append(act)

    def forget(self, name: str, key: str) -> None:
        """Drops a key of one cache, or the whole cache, or, without a name, everything."""
        if not name:
            self.forget_all()
            return
        for act in self._watching.get(name, ()):
            act(key)
        found = self._by_name.get(name)
        if found is not None:
            found.forget(key)

    def forget_all(self) -> None:
        """After the bus was lost, or the database was changed past us: nothing remembered may be trusted."""
        for each in self._by_name.values():
            each.forget("")
        for watching in self._watching.values():
            for act in watching:
                act("")

    def sizes(self) -> dict[str, tuple[int, int, int]]:
        """Name → entries, hits, misses; for the metrics page."""
        return {name: (len(each), each.hits, each.misses) for name, each in self._by_name.items()}
