"""The two ways to PostgreSQL: single statements (`Db`) and transactions (`Tx`), with the same four verbs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

import psycopg

from mattermost_py.infra.cache import Cache, CacheSpec
from mattermost_py.infra.db.lane import Lane, Result
from mattermost_py.infra.db.rows import row_maker
from mattermost_py.infra.db.statement import statement
from mattermost_py.kernel.events import Event, Forget, Signal

if TYPE_CHECKING:
    from mattermost_py.config import Settings
    from mattermost_py.infra.runtime import Runtime

M = TypeVar("M")
V = TypeVar("V")

_BEGIN, _COMMIT, _ROLLBACK = statement("BEGIN"), statement("COMMIT"), statement("ROLLBACK")
_SAVE, _RELEASE, _UNDO = statement("SAVEPOINT s"), statement("RELEASE s"), statement("ROLLBACK TO s")
_NOTHING: dict[str, Any] = {}


class Db:
    """Single statements, each atomic and committed when it returns. What is published goes out at once.

    Every statement is a literal with named parameters: `%(user_id)s`. Lists are passed as arrays (`= ANY(%(ids)s)`).
    """

    __slots__ = ("is_slow", "runtime", "settings", "statements")

    def __init__(self, runtime: "Runtime", *, is_slow: bool = False) -> None:
        self.runtime = runtime
        self.settings: Settings = runtime.config.current  # one snapshot for the whole request
        self.statements = 0
        self.is_slow = is_slow  # searches and reports, which must not hold up everybody else

    async def _run(self, sql: LiteralString, params: dict[str, Any]) -> Result:
        self.runtime.statements += 1
        return await self.runtime.lanes.run(statement(sql), params, is_slow=self.is_slow)

    async def one(self, model: type[M], sql: LiteralString, **params: Any) -> M | None:
        """The first row as `model`, or None."""
        result = await self._run(sql, params)
        make = row_maker(model, result.columns)  # a wrong column is told even if there is no row
        return make(result.rows[0]) if result.rows else None

    async def many(self, model: type[M], sql: LiteralString, **params: Any) -> list[M]:
        """All rows; a scalar `model` (str, int, ...) takes a one-column row's value."""
        result = await self._run(sql, params)
        make = row_maker(model, result.columns)
        return [make(row) for row in result.rows]

    async def value(self, kind: type[V], sql: LiteralString, **params: Any) -> V | None:
        """The first column of the first row, or None when there is no row or it is NULL."""
        result = await self._run(sql, params)
        if len(result.columns) > 1:
            raise TypeError(f"one value was asked for, not {result.columns}")
        return result.rows[0][0] if result.rows else None

    async def run(self, sql: LiteralString, **params: Any) -> int:
        """Rows touched."""
        return (await self._run(sql, params)).count

    def publish(self, *news: Event | Signal) -> None:
        """Announces to sockets, listeners and other workers what has been committed."""
        self.runtime.announce(news)

    def forget(self, spec: CacheSpec[Any], *keys: str) -> None:
        """Makes every worker drop these cached values (all of them when no key is given)."""
        self.publish(*(Forget(spec.name, key) for key in keys or ("",)))

    def cache(self, spec: CacheSpec[V]) -> Cache[V]:
        return self.runtime.caches.of(spec)

    async def remembered(self, spec: CacheSpec[V], key: str, read: Callable[[], Awaitable[V | None]]) -> V | None:
        """The cached value, else what `read` finds now; absence is not remembered."""
        return await self.cache(spec).load(key, read)

    def known(self, spec: CacheSpec[V], key: str) -> V | None:
        """The cached value, if it is there and may be used here; for hot paths, which need no coroutine for that."""
        return self.cache(spec).get(key) if self.trusts(spec, key) else None

    def trusts(self, spec: CacheSpec[Any], key: str) -> bool:
        """Whether a cached value of this key may be used and kept here; for those who read many keys at once."""
        return True

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Tx"]:
        """Several statements that commit together; see `Tx`."""
        async with self.runtime.lanes.alone() as lane:
            tx = Tx(self.runtime, lane)
            async with tx.scope():
                yield tx
                await tx.settle()
        tx.release()
        await self.runtime.after_commit(tx.events())


class Tx(Db):
    """One transaction. Events and signals are held until it commits; a rollback drops them.

    Listeners registered as `within` run before COMMIT in the same transaction; the others run after it.
    """

    __slots__ = ("_lane", "_news", "_settled")

    def __init__(self, runtime: "Runtime", lane: Lane) -> None:
        super().__init__(runtime)
        self._lane = lane
        self._news: list[Event | Signal] = []
        self._settled = 0

    async def _run(self, sql: LiteralString, params: dict[str, Any]) -> Result:
        self.runtime.statements += 1
        return await self._lane.ask(statement(sql), params)

    @asynccontextmanager
    async def scope(self) -> AsyncIterator[None]:
        """From BEGIN, which travels with the first statement, to COMMIT, or to ROLLBACK after an exception."""
        self._lane.ask(_BEGIN, _NOTHING).add_done_callback(_noticed)
        try:
            yield
        except BaseException:
            if not self._lane.is_lost:
                self._lane.ask(_ROLLBACK, _NOTHING).add_done_callback(_noticed)
            raise
        await self._lane.ask(_COMMIT, _NOTHING)

    def publish(self, *news: Event | Signal) -> None:
        self._news.extend(news)

    def events(self) -> Sequence[Event]:
        return [each for each in self._news if isinstance(each, Event)]

    async def remembered(self, spec: CacheSpec[V], key: str, read: Callable[[], Awaitable[V | None]]) -> V | None:
        """Past the cache for what this transaction itself has changed."""
        return await (self.cache(spec).load(key, read) if self.trusts(spec, key) else read())

    def trusts(self, spec: CacheSpec[Any], key: str) -> bool:
        """Not for what this transaction has changed; others do not see that yet."""
        return not any(
            isinstance(news, Forget) and news.cache == spec.name and news.key in ("", key) for news in self._news
        )

    async def settle(self) -> None:
        """Lets `within` listeners act on everything published so far, and on what they publish themselves."""
        while self._settled < len(self._news):
            news = self._news[self._settled]
            self._settled += 1
            if isinstance(news, Event):
                await self.runtime.within(self, news)

    def release(self) -> None:
        """Sends out what was held; called once, after COMMIT."""
        self.runtime.announce(self._news, listeners=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Tx"]:
        """A savepoint of this transaction: its failure undoes only its own statements."""
        held = len(self._news)
        self._lane.ask(_SAVE, _NOTHING).add_done_callback(_noticed)
        try:
            yield self
        except BaseException:
            del self._news[held:]
            if not self._lane.is_lost:
                await self._lane.ask(_UNDO, _NOTHING)
            raise
        self._lane.ask(_RELEASE, _NOTHING).add_done_callback(_noticed)


def _noticed(answer: "asyncio.Future[Result]") -> None:
    """Its failure shows in the statement that travelled with it."""
    if not answer.cancelled():
        answer.exception()


UniqueViolation = psycopg.errors.UniqueViolation
Deadlock = psycopg.errors.DeadlockDetected
# Cancelled because it took or waited too long.
Late = (psycopg.errors.QueryCanceled, psycopg.errors.LockNotAvailable)
Unfit = psycopg.DataError  # a value that no column takes: a NUL in a text, a number of too many digits


def violates(exc: UniqueViolation, constraint: str) -> bool:
    """Whether this is the named constraint; duplicate errors are told apart by it."""
    return exc.diag.constraint_name == constraint
