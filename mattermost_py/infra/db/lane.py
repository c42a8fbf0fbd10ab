"""One PostgreSQL connection in pipeline mode, shared by many callers: the cheap way to run single statements.

Statements of one turn of the event loop travel together as a *batch* that ends with a sync. PostgreSQL runs a batch
as one implicit transaction, so three rules keep callers apart from each other:

1. A caller is answered when the batch's sync arrived, not when its own result did: only then is a write committed.
2. One failing statement undoes its whole batch. Every member is then run again, alone; only the guilty one fails.
3. Nothing that belongs to a session (SET, temporary tables, LISTEN, advisory locks) may run on a shared lane.

A lane for writes keeps batches apart by a moment, `gather_s`: what many callers write then shares one commit, and a
commit, with its wait for the disk, costs more than most statements. Whoever writes after a quiet moment waits for
nothing.

A lane can also serve one caller alone (`is_shared` false): then explicit transactions are possible, errors are
passed on as they are, and `BEGIN` travels with the first statement.

Statements are prepared on first use and kept up to a bound. Source: libpq, chapter "Pipeline Mode".
"""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from psycopg import AsyncConnection, OperationalError, errors, pq
from psycopg.adapt import PyFormat
from psycopg.adapt import Transformer as MakeTransformer

from mattermost_py.infra.db.statement import Statement
from mattermost_py.kernel.errors import Busy

if TYPE_CHECKING:
    from psycopg.abc import Transformer

log = logging.getLogger(__name__)

PREPARED_MOST = 400  # statements kept prepared on one connection
WAITING_MOST = 2_000  # statements of callers on one connection; above it callers are sent away
SHOWN_MOST = 200  # characters of a slow statement in the log, never its values
_AUTO = PyFormat.AUTO
_GOOD = frozenset({pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK})


class ConnectionLost(OperationalError):
    """The connection broke while the statement was under way; a write may or may not have happened."""


@dataclass(slots=True)
class Result:
    """Rows and columns of one statement."""

    rows: list[tuple[Any, ...]]
    columns: tuple[str, ...]
    count: int  # rows returned or touched


@dataclass(slots=True, eq=False)
class _Asked:
    """One statement of one caller, from the call to its answer."""

    statement: Statement
    params: Any
    types: tuple[int, ...]
    formats: Any
    answer: "asyncio.Future[Result]"
    prepares: bool = False  # this sending carries a Parse whose own result comes first
    result: "pq.abc.PGresult | None" = None


@dataclass(slots=True, eq=False)
class _Batch:
    asked: list[_Asked]
    results: list["pq.abc.PGresult"] = field(default_factory=list["pq.abc.PGresult"])
    sent_at: float = 0.0


class Lane:
    """A pipelined connection. Only the event loop's thread touches it."""

    def __init__(
        self,
        connection: AsyncConnection[Any],
        *,
        is_shared: bool,
        slow_s: float = 0.0,
        gather_s: float = 0.0,
        on_lost: Callable[["Lane"], None] = lambda _lane: None,
    ) -> None:
        """slow_s: batches that take longer are logged; 0 for none. gather_s: from one batch to the next at least."""
        self._connection = connection
        self._pg = connection.pgconn
        # From Python to PostgreSQL's text and back; no use of it waits for anything, so all statements share one.
        self._transformer: Transformer = MakeTransformer(connection)
        self._loop = asyncio.get_running_loop()
        self._is_shared = is_shared
        self._slow_s = slow_s
        self._gather_s = gather_s
        self._sent_at = 0.0
        self._on_lost = on_lost
        self._tick: list[_Asked] = []
        self._sent: deque[_Batch] = deque()
        self._prepared: OrderedDict[tuple[bytes, tuple[int, ...]], bytes] = OrderedDict()
        self._names = 0
        self._is_writing = False
        self.is_lost = False
        self.waiting = 0  # statements without an answer yet
        self.batches = 0
        self._socket = connection.pgconn.socket  # libpq forgets it when the connection breaks
        self._pg.nonblocking = 1
        self._pg.enter_pipeline_mode()
        self._loop.add_reader(self._socket, self._read)

    # --- asking ---------------------------------------------------------------------------------------------------

    def ask(self, statement: Statement, params: Mapping[str, Any]) -> "asyncio.Future[Result]":
        """Sends a statement with this turn's batch. Raises: Busy when too many wait, ConnectionLost when it is gone."""
        if self.is_lost:
            raise ConnectionLost("the database connection is lost")
        if self.waiting >= WAITING_MOST:
            raise Busy("api.context.server_busy.app_error", detail="too many statements wait for the database")
        values = statement.values(params)
        if values:
            transformer = self._transformer
            dumped = transformer.dump_sequence(values, [_AUTO] * len(values))
            types, formats = tuple(transformer.types or ()), transformer.formats
        else:
            dumped, types, formats = None, (), None
        asked = _Asked(statement, dumped, types, formats, self._loop.create_future())
        self.waiting += 1
        if not self._tick:
            self._plan_sending()
        self._tick.append(asked)
        return asked.answer

    def close(self) -> None:
        """Gives up the connection; whoever still waits gets ConnectionLost."""
        self._lose("closed")

    def oldest_wait_s(self) -> float:
        """For how long the oldest batch has been under way; 0 when none is."""
        return self._loop.time() - self._sent[0].sent_at if self._sent else 0.0

    # --- sending --------------------------------------------------------------------------------------------------

    def _plan_sending(self) -> None:
        early_s = self._sent_at + self._gather_s - self._loop.time()
        if early_s > 0:
            self._loop.call_later(early_s, self._send_tick)
        else:
            self._loop.call_soon(self._send_tick)

    def _send_tick(self) -> None:
        batch, self._tick = self._tick, []
        if self.is_lost:
            self._fail(batch, ConnectionLost("the database connection is lost"))
        elif batch:
            self._send(batch)

    def _send(self, asked: list[_Asked]) -> None:
        try:
            for each in asked:
                self._put(each)
            self._pg.pipeline_sync()
        except OperationalError as exc:
            self._sent.append(_Batch(asked))
            self._lose(str(exc))
            return
        self.batches += 1
        self._sent_at = self._loop.time()
        self._sent.append(_Batch(asked, sent_at=self._sent_at))
        self._flush()

    def _put(self, each: _Asked) -> None:
        """One statement into libpq's buffer, preceded by its Parse when the connection does not know it."""
        key = (each.statement.sql, each.types)
        name = self._prepared.get(key)
        each.prepares = name is None
        if name is None:
            name = self._new_name(key)
            self._pg.send_prepare(name, each.statement.sql, each.types)
        else:
            self._prepared.move_to_end(key)
        self._pg.send_query_prepared(name, each.params, each.formats)

    def _new_name(self, key: tuple[bytes, tuple[int, ...]]) -> bytes:
        self._names += 1
        name = self._prepared[key] = b"s%d" % self._names
        return name

    def _flush(self) -> None:
        try:
            pending = self._pg.flush()
        except OperationalError as exc:
            self._lose(str(exc))
            return
        if bool(pending) != self._is_writing:
            self._is_writing = bool(pending)
            if pending:
                self._loop.add_writer(self._socket, self._flush)
            else:
                self._loop.remove_writer(self._socket)

    # --- reading --------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        pg = self._pg
        try:
            pg.consume_input()
            while self._sent and not pg.is_busy():
                result = pg.get_result()
                if result is None:
                    if pg.status == pq.ConnStatus.BAD:
                        self._lose(pg.get_error_message())
                        return
                    continue
                if result.status == pq.ExecStatus.PIPELINE_SYNC:
                    self._finish(self._sent.popleft())
                else:
                    self._sent[0].results.append(result)
        except OperationalError as exc:
            self._lose(str(exc))

    def _finish(self, batch: _Batch) -> None:
        """The sync arrived: everything of this batch is committed, or nothing is."""
        if self._slow_s and batch.asked and (took_s := self._loop.time() - batch.sent_at) >= self._slow_s:
            told = " | ".join([" ".join(each.statement.sql.decode().split())[:SHOWN_MOST] for each in batch.asked])
            log.warning("slow statement", extra={"ms": round(took_s * 1000), "sql": told[: 4 * SHOWN_MOST]})
        failed = self._pair(batch)
        if failed is None:
            self._answer(batch)
        elif len(batch.asked) == 1 or not self._is_shared:
            self._fail(batch.asked, failed)
        else:
            for each in batch.asked:
                self._send([each])
        self._trim()

    def _pair(self, batch: _Batch) -> Exception | None:
        """Gives every statement its result. Returns the batch's error, if there was one."""
        results = iter(batch.results)
        failed: Exception | None = None
        for each in batch.asked:
            if each.prepares and not self._parsed(each, next(results, None)):
                failed = failed or _error(batch)
            each.result = next(results, None)
            if each.result is None or each.result.status not in _GOOD:
                failed = failed or _error(batch)
        return failed

    def _parsed(self, each: _Asked, result: "pq.abc.PGresult | None") -> bool:
        if result is not None and result.status in _GOOD:
            return True
        self._prepared.pop((each.statement.sql, each.types), None)
        return False

    def _answer(self, batch: _Batch) -> None:
        self.waiting -= len(batch.asked)
        for each in batch.asked:
            if not each.answer.done() and each.result is not None:
                try:
                    each.answer.set_result(self._decode(each, each.result))
                except Exception as exc:  # noqa: BLE001 - a value that cannot be read is its caller's failure alone
                    each.answer.set_exception(exc)

    def _decode(self, asked: _Asked, result: "pq.abc.PGresult") -> Result:
        if result.status == pq.ExecStatus.COMMAND_OK:
            return Result([], (), result.command_tuples or 0)
        transformer = self._transformer
        transformer.set_pgresult(result)
        columns = _columns.get(asked.statement.sql)
        if columns is None or len(columns) != result.nfields:
            columns = tuple([(result.fname(i) or b"").decode() for i in range(result.nfields)])
            _columns[asked.statement.sql] = columns
        return Result(transformer.load_rows(0, result.ntuples, tuple), columns, result.ntuples)

    def _fail(self, asked: list[_Asked], exc: Exception) -> None:
        self.waiting -= len(asked)
        for each in asked:
            if not each.answer.done():
                each.answer.set_exception(exc)
                exc = type(exc)(*exc.args) if isinstance(exc, ConnectionLost) else exc

    def _trim(self) -> None:
        """Lets go of the statements used longest ago; only while nothing is under way that may need them."""
        while len(self._prepared) > PREPARED_MOST and not self._sent and not self._tick:
            _, name = self._prepared.popitem(last=False)
            self._pg.send_close_prepared(name)
            self._pg.pipeline_sync()
            self._sent.append(_Batch([], sent_at=self._loop.time()))
            self._flush()

    def _lose(self, reason: str) -> None:
        if self.is_lost:
            return
        self.is_lost = True
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._pg.finish()
        batches, self._sent = self._sent, deque()
        for batch in batches:
            self._fail(batch.asked, ConnectionLost(reason))
        self._on_lost(self)


def _error(batch: _Batch) -> Exception:
    """The first real error of a batch; the results behind it only say that they were skipped."""
    for result in batch.results:
        if result.status == pq.ExecStatus.FATAL_ERROR:
            return errors.error_from_result(result)
    return ConnectionLost("the batch was aborted")


_columns: dict[bytes, tuple[str, ...]] = {}
