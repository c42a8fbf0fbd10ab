"""All connections of one worker: shared lanes for reads, writes and slow statements, and lanes for transactions.

A shared lane that breaks is replaced; callers meanwhile wait up to `wait_s`. A read under way when its connection
broke is asked again elsewhere; a write is not, because nobody knows whether it happened.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import orjson
import psycopg
from psycopg.types.json import set_json_dumps, set_json_loads

from mattermost_py.infra.db.lane import ConnectionLost, Lane, Result
from mattermost_py.infra.db.statement import Statement
from mattermost_py.kernel.errors import Busy

if TYPE_CHECKING:
    from mattermost_py.config import Settings

log = logging.getLogger(__name__)

STUCK_S = 60.0  # a batch older than this means a dead network: the connection is given up
GATHER_S = 0.002  # writes of so long share a commit while many write; who reads an answer does not notice it
RENEW_WITHIN_S, RENEW_LOOK_S = 2.0, 0.005
set_json_loads(orjson.loads)
set_json_dumps(orjson.dumps)

# The owner of an embedded database is called like our schema, which would come first in the default search path.
_SESSION = {
    "search_path": "public",
    "TimeZone": "UTC",
    "jit": "off",
    "default_text_search_config": "pg_catalog.english",
}
# A statement asked often gets one plan. Left to itself PostgreSQL plans lists anew each time, since it cannot guess how
# little of them is wanted, and planning costs more than reading.
_READ_SESSION = {"plan_cache_mode": "force_generic_plan"}
# Writes look for single rows. A plan made while a table was empty would go on to read all of it when it has grown.
_WRITE_SESSION = {"enable_seqscan": "off"}
# Slow statements differ too much for one plan: a search for a rare word and one for a common one, for instance. And
# they find stems in texts, which takes longer than the planner thinks.
_SLOW_SESSION = {"plan_cache_mode": "force_custom_plan", "cpu_operator_cost": "0.01"}
_BACK_OFF_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What connections may cost; seconds.

    transactions: connections for callers who need one alone.
    connect_s:    until a new connection answers.
    wait_s:       for a free connection; then the caller hears 503.
    statement_s:  a statement that runs longer is cancelled.
    lock_s:       a statement that waits longer for a row is cancelled.
    idle_s:       a transaction that does nothing for so long is ended.
    slow_s:       a statement that takes longer is logged; 0 for none.
    """

    transactions: int = 7
    connect_s: float = 10.0
    wait_s: float = 10.0
    statement_s: float = 30.0
    lock_s: float = 10.0
    idle_s: float = 60.0
    slow_s: float = 1.0

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """What the administrator allows each worker; three connections are shared lanes."""
        database = settings.Database
        return cls(
            transactions=database.MaxConnections - 3,
            connect_s=database.ConnectTimeoutSeconds,
            wait_s=database.WaitTimeoutSeconds,
            statement_s=settings.SqlSettings.QueryTimeout,
            lock_s=database.LockTimeoutSeconds,
            idle_s=database.IdleInTransactionTimeoutSeconds,
            slow_s=database.SlowStatementMilliseconds / 1000,
        )


class Road:
    """One shared lane and its replacement after a loss. Owned by `Lanes`."""

    def __init__(self, lanes: "Lanes", name: str, session: Mapping[str, str], *, gather_s: float = 0.0) -> None:
        self.name = name
        self._gather_s = gather_s
        self._lanes = lanes
        self._bounds = lanes.bounds
        self._session = session
        self._lane: Lane | None = None
        self._ready = asyncio.Event()
        self._lost = asyncio.Event()

    async def keep(self) -> None:
        """Connects and reconnects until cancelled."""
        failures = 0
        while True:
            try:
                connection = await self._lanes.connect(self._session)
            except (OSError, psycopg.Error) as exc:
                log.warning("database not reachable", extra={"lane": self.name, "reason": str(exc).strip()})
                await asyncio.sleep(_BACK_OFF_S[min(failures, len(_BACK_OFF_S) - 1)])
                failures += 1
                continue
            failures = 0
            self._lost.clear()
            self._lane = Lane(
                connection, is_shared=True, slow_s=self._bounds.slow_s, gather_s=self._gather_s, on_lost=self._gone
            )
            self._ready.set()
            await self._watch(self._lane)

    def _gone(self, _lane: Lane) -> None:
        self._ready.clear()
        self._lost.set()

    async def _watch(self, lane: Lane) -> None:
        try:
            while not lane.is_lost:
                try:
                    async with asyncio.timeout(STUCK_S / 4):
                        await self._lost.wait()
                except TimeoutError:
                    if lane.oldest_wait_s() > STUCK_S:
                        lane.close()
        finally:
            lane.close()

    async def lane(self) -> Lane:
        """The live lane. Raises: Busy when there is none for too long."""
        if self._lane is None or self._lane.is_lost:
            try:
                async with asyncio.timeout(self._bounds.wait_s):
                    await self._ready.wait()
            except TimeoutError as exc:
                raise Busy("api.context.server_busy.app_error", detail="the database is not reachable") from exc
        assert self._lane is not None
        return self._lane

    async def run(self, statement: Statement, params: Mapping[str, Any]) -> Result:
        lane = self._lane
        if lane is None or lane.is_lost:
            lane = await self.lane()
        try:
            return await lane.ask(statement, params)
        except ConnectionLost:
            if statement.writes:
                raise
            return await (await self.lane()).ask(statement, params)

    @property
    def waiting(self) -> int:
        return self._lane.waiting if self._lane else 0

    async def renew(self) -> None:
        """Closes the connection in a moment in which nobody waits for it; `keep` opens the next one."""
        lane = self._lane
        async with asyncio.timeout(RENEW_WITHIN_S):
            while lane is not None and not lane.is_lost and lane.waiting:  # noqa: ASYNC110 - a lane tells nobody of it
                await asyncio.sleep(RENEW_LOOK_S)
        if lane is not None:
            lane.close()


class Lanes:
    """Every connection of this process. `async with Lanes(...)` opens and closes them; one task owns each road."""

    def __init__(self, conninfo: str, bounds: Bounds) -> None:
        self.conninfo = conninfo
        self.bounds = bounds
        self._idle: list[Lane] = []
        self._free = asyncio.Semaphore(bounds.transactions)
        self._reads = Road(self, "read", _SESSION | _READ_SESSION)
        self._writes = Road(self, "write", _SESSION | _WRITE_SESSION, gather_s=GATHER_S)
        self._slow = Road(self, "slow", _SESSION | _SLOW_SESSION)
        self._keepers: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        """Raises: psycopg.OperationalError when the database cannot be reached at all."""
        probe = await self.connect()
        self._idle.append(Lane(probe, is_shared=False, slow_s=self.bounds.slow_s))
        self._keepers = [asyncio.create_task(road.keep()) for road in self.roads]
        return self

    async def __aexit__(self, *_exc: object) -> None:
        for task in self._keepers:
            task.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        for lane in self._idle:
            lane.close()

    @property
    def roads(self) -> tuple[Road, Road, Road]:
        return self._reads, self._writes, self._slow

    async def run(self, statement: Statement, params: Mapping[str, Any], *, is_slow: bool = False) -> Result:
        """One statement by itself, committed when this returns. Slow ones keep off the common road."""
        road = self._slow if is_slow else self._writes if statement.writes else self._reads
        return await road.run(statement, params)

    async def renew(self) -> None:
        """Opens every connection anew, each in a moment in which nobody uses it."""
        idle, self._idle = self._idle, []
        for lane in idle:
            lane.close()
        for road in self.roads:
            with suppress(TimeoutError):  # it is busy all the time, which shows that it works
                await road.renew()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Lane]:
        """A connection for one caller, for a transaction. Raises: Busy when all are taken for too long."""
        try:
            async with asyncio.timeout(self.bounds.wait_s):
                await self._free.acquire()
        except TimeoutError as exc:
            raise Busy("api.context.server_busy.app_error", detail="all database connections are taken") from exc
        lane: Lane | None = None
        try:
            lane = await self._idle_lane()
            yield lane
        finally:
            if lane is not None and not lane.is_lost:
                self._idle.append(lane)
            self._free.release()

    async def _idle_lane(self) -> Lane:
        while self._idle:
            lane = self._idle.pop()
            if not lane.is_lost:
                return lane
        return Lane(await self.connect(), is_shared=False, slow_s=self.bounds.slow_s)

    async def connect(self, session: Mapping[str, str] = _SESSION) -> psycopg.AsyncConnection[Any]:
        bounds = self.bounds
        limits = {
            "statement_timeout": bounds.statement_s,
            "lock_timeout": bounds.lock_s,
            "idle_in_transaction_session_timeout": bounds.idle_s,
        }
        settings = {**session, **{name: str(int(limit_s * 1000)) for name, limit_s in limits.items()}}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        async with asyncio.timeout(bounds.connect_s):
            return await psycopg.AsyncConnection.connect(
                self.conninfo, autocommit=True, options=options, application_name="mmpy"
            )
