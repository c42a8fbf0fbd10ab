"""The two ways to PostgreSQL: single statements (`Db`) and transactions (`Tx`), with the same four verbs."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

import psycopg
from psycopg import AsyncConnection, AsyncCursor

from mattermost_py.infra.cache import Cache, CacheSpec
from mattermost_py.infra.db.rows import row_maker
from mattermost_py.kernel.events import Event, Forget, Signal

if TYPE_CHECKING:
    from mattermost_py.config import Settings
    from mattermost_py.infra.runtime import Runtime

M = TypeVar("M")
V = TypeVar("V")

Connection = AsyncConnection[tuple[Any, ...]]
Cursor = AsyncCursor[tuple[Any, ...]]


class Db:
    """Single statements, each atomic and committed when it returns. What is published goes out at once.

    Every statement is a literal with named parameters: `%(user_id)s`. Lists are passed as arrays (`= ANY(%(ids)s)`).
    """

    __slots__ = ("runtime", "settings", "statements")

    def __init__(self, runtime: "Runtime") -> None:
        self.runtime = runtime
        self.settings: Settings = runtime.config.current  # one snapshot for the whole request
        self.statements = 0

    @asynccontextmanager
    async def _cursor(self) -> AsyncIterator[Cursor]:
        async with (
            self.runtime.pool.connection() as connection,
            connection.cursor() as cursor,
        ):
            yield cursor

    async def one(self, model: type[M], sql: LiteralString, **params: Any) -> M | None:
        """The first row as `model`, or None."""
        async with self._execute(sql, params) as cursor:
            row = await cursor.fetchone()
            return None if row is None else _maker(model, cursor)(row)

    async def many(self, model: type[M], sql: LiteralString, **params: Any) -> list[M]:
        """All rows; a scalar `model` (str, int, ...) takes a one-column row's value."""
        async with self._execute(sql, params) as cursor:
            rows = await cursor.fetchall()
            make = _maker(model, cursor)
            return [make(row) for row in rows]

    async def value(self, kind: type[V], sql: LiteralString, **params: Any) -> V | None:
        """The first column of the first row, or None when there is no row or it is NULL."""
        async with self._execute(sql, params) as cursor:
            row = await cursor.fetchone()
            return None if row is None else row[0]

    async def run(self, sql: LiteralString, **params: Any) -> int:
        """Rows touched."""
        async with self._execute(sql, params) as cursor:
            return cursor.rowcount

    @asynccontextmanager
    async def _execute(self, sql: LiteralString, params: dict[str, Any]) -> AsyncIterator[Cursor]:
        self.statements += 1
        self.runtime.statements += 1
        async with self._cursor() as cursor:
            await cursor.execute(sql, params or None)
            yield cursor

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

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Tx"]:
        """Several statements that commit together; see `Tx`."""
        async with self.runtime.pool.connection() as connection:
            tx = Tx(self.runtime, connection)
            async with connection.transaction():
                yield tx
                await tx.settle()
        tx.release()
        await self.runtime.after_commit(tx.events())


class Tx(Db):
    """One transaction. Events and signals are held until it commits; a rollback drops them.

    Listeners registered as `within` run before COMMIT in the same transaction; the others run after it.
    """

    __slots__ = ("_connection", "_news", "_settled")

    def __init__(self, runtime: "Runtime", connection: Connection) -> None:
        super().__init__(runtime)
        self._connection = connection
        self._news: list[Event | Signal] = []
        self._settled = 0

    @asynccontextmanager
    async def _cursor(self) -> AsyncIterator[Cursor]:
        async with self._connection.cursor() as cursor:
            yield cursor

    def publish(self, *news: Event | Signal) -> None:
        self._news.extend(news)

    def events(self) -> Sequence[Event]:
        return [each for each in self._news if isinstance(each, Event)]

    async def remembered(self, spec: CacheSpec[V], key: str, read: Callable[[], Awaitable[V | None]]) -> V | None:
        """Past the cache for what this transaction itself has changed."""
        for news in self._news:
            if isinstance(news, Forget) and news.cache == spec.name and news.key in ("", key):
                return await read()
        return await self.cache(spec).load(key, read)

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
        async with self._connection.transaction():
            yield self


def _maker(model: type[M], cursor: Cursor) -> Callable[[tuple[Any, ...]], M]:
    columns = cursor.description or ()
    return row_maker(model, [column.name for column in columns])


UniqueViolation = psycopg.errors.UniqueViolation


def violates(exc: UniqueViolation, constraint: str) -> bool:
    """Whether this is the named constraint; duplicate errors are told apart by it."""
    return exc.diag.constraint_name == constraint
