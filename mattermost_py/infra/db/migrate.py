"""Brings a database to the schema this version needs: plain SQL files, each applied once, in order."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import LiteralString, TypeAlias

import psycopg
from psycopg.rows import TupleRow

OLDEST_SERVER = 140000  # as server_version_num: PostgreSQL 14.0
OLDEST_MATTERMOST = 155  # the last schema step of Mattermost 11.5
LOCK_KEY = 0x6D6D7079  # "mmpy"; one key for every process that migrates

_FILE_NAME = re.compile(r"(\d{4})_(\w+)\.sql")
_SCOPE_LINE = re.compile(r"-- For: (fresh|adopted|every) databases?\n")
_TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\n\)", re.DOTALL)
_COLUMN = re.compile(r'^    "?([a-z]\w*)"? +[a-z]', re.MULTILINE)

Connection: TypeAlias = psycopg.AsyncConnection[TupleRow]


class MigrationError(Exception):
    """Why a database cannot be used, in words for whoever runs the server."""


class Origin(StrEnum):
    CREATED = "created"  # we made every table, in an empty database
    ADOPTED = "adopted"  # Mattermost made them, and may want the database back


class Outcome(StrEnum):
    APPLIED = "applied"
    SKIPPED = "skipped"  # meant for databases of the other origin


@dataclass(frozen=True, slots=True)
class Migration:  # one SQL file
    version: int
    name: str
    scope: Origin | None  # None: for every database
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Applied:  # one migration as this run left it
    version: int
    name: str
    outcome: Outcome
    seconds: float


@dataclass(frozen=True, slots=True)
class Recorded:  # one row of the ledger
    version: int
    name: str
    outcome: Outcome
    applied_at: int  # ms since epoch, UTC
    sha256: str


@dataclass(frozen=True, slots=True)
class Status:
    server_version: str
    origin: Origin | None  # None: nobody has put tables here yet
    mattermost_version: int  # highest step in Mattermost's own ledger, 0 if there is none
    recorded: Sequence[Recorded]
    pending: Sequence[Migration]

    @property
    def is_current(self) -> bool:
        return not self.pending


@cache
def migrations() -> tuple[Migration, ...]:
    """Every migration of this version, in order."""
    return tuple(
        _read(match, file.read_text("utf-8"))
        for file in sorted(
            files("mattermost_py.infra.db").joinpath("migrations").iterdir(),
            key=lambda file: file.name,
        )
        if (match := _FILE_NAME.fullmatch(file.name))
    )


def _read(file_name: re.Match[str], sql: str) -> Migration:
    scope = _SCOPE_LINE.match(sql)
    if scope is None:
        raise ValueError(f"{file_name.group()} does not begin by saying which databases it is for")
    origin = {"fresh": Origin.CREATED, "adopted": Origin.ADOPTED}.get(scope.group(1))
    return Migration(version=int(file_name.group(1)), name=file_name.group(2), scope=origin, sql=sql)


async def migrate(conninfo: str) -> list[Applied]:
    """Applies what is missing and returns it; waits for its turn if another process is migrating.

    conninfo: a PostgreSQL connection string or URL.
    Raises:   MigrationError if this database cannot become ours, psycopg.Error if a statement failed. A file
              that fails leaves nothing behind; the files before it stay.
    """
    async with _connection(conninfo) as conn:
        await _require_usable_server(conn)
        await conn.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
        await _create_ledger(conn)
        origin = await _origin(conn)
        if origin is Origin.ADOPTED:
            await _require_adoptable(conn)
        recorded = {row.version for row in await _recorded(conn)}
        return [await _apply(conn, step, origin) for step in migrations() if step.version not in recorded]


async def status(conninfo: str) -> Status:
    """What `migrate` would do; changes nothing."""
    async with _connection(conninfo) as conn:
        await _require_usable_server(conn)
        has_ledger = await _exists(conn, "mmpy.migrations")
        recorded = await _recorded(conn) if has_ledger else []
        done = {row.version for row in recorded}
        mattermost_version = await _mattermost_version(conn)
        return Status(
            server_version=conn.info.parameter_status("server_version") or "unknown",
            origin=await _origin(conn) if recorded or mattermost_version else None,
            mattermost_version=mattermost_version,
            recorded=recorded,
            pending=[step for step in migrations() if step.version not in done],
        )


@asynccontextmanager
async def _connection(conninfo: str) -> AsyncIterator[Connection]:
    """One connection of its own: the lock lives as long as its session."""
    async with await psycopg.AsyncConnection.connect(
        conninfo, autocommit=True, application_name="mmpy migrate"
    ) as conn:
        # A role's own search path or time limit must not decide where tables go, or cut a long step short.
        await conn.execute("SET search_path = public; SET statement_timeout = 0; SET lock_timeout = 0")
        yield conn


async def _require_usable_server(conn: Connection) -> None:
    if conn.info.server_version < OLDEST_SERVER:
        version = conn.info.parameter_status("server_version")
        raise MigrationError(f"PostgreSQL {version} is too old: version 14 or newer is needed")
    encoding = conn.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise MigrationError(f"the database stores text as {encoding}: it has to be UTF8")


async def _create_ledger(conn: Connection) -> None:
    await conn.execute("""
        CREATE SCHEMA IF NOT EXISTS mmpy;
        CREATE TABLE IF NOT EXISTS mmpy.migrations (
            version    integer PRIMARY KEY,
            name       text    NOT NULL,
            outcome    text    NOT NULL,
            applied_at bigint  NOT NULL,
            sha256     text    NOT NULL
        );
    """)


async def _recorded(conn: Connection) -> list[Recorded]:
    cursor = await conn.execute(
        "SELECT version, name, outcome, applied_at, sha256 FROM mmpy.migrations ORDER BY version"
    )
    return [
        Recorded(
            version=version,
            name=name,
            outcome=Outcome(outcome),
            applied_at=applied_at,
            sha256=sha256,
        )
        async for version, name, outcome, applied_at, sha256 in cursor
    ]


async def _origin(conn: Connection) -> Origin:
    """Who made the tables of this database; an empty one is about to be ours."""
    if await _exists(conn, "mmpy.settings"):
        known = await _value(conn, "SELECT value FROM mmpy.settings WHERE name = 'origin'")
        if isinstance(known, str):
            return Origin(known)
    # Its ledger without its settings: an earlier run stopped half-way.
    if await _exists(conn, "mmpy.migrations") and await _value(
        conn, "SELECT 1 FROM mmpy.migrations WHERE version = 1 AND outcome = 'applied'"
    ):
        return Origin.CREATED
    if await _mattermost_version(conn):
        return Origin.ADOPTED
    if await _exists(conn, "public.users") or await _exists(conn, "public.posts"):
        raise MigrationError(
            "this database has tables named like Mattermost's but no record of their version: "
            "use an empty database, or one that Mattermost 11.5 or newer has opened"
        )
    return Origin.CREATED


async def _mattermost_version(conn: Connection) -> int:
    if not await _exists(conn, "public.db_migrations"):
        return 0
    version = await _value(conn, "SELECT coalesce(max(version), 0) FROM public.db_migrations")
    return version if isinstance(version, int) else 0


async def _require_adoptable(conn: Connection) -> None:
    version = await _mattermost_version(conn)
    if version < OLDEST_MATTERMOST:
        raise MigrationError(
            f"this Mattermost database is at schema step {version}, before {OLDEST_MATTERMOST}: "
            "open it once with Mattermost 11.5 or 11.6, then start again"
        )
    if await _mattermost_is_migrating(conn):
        raise MigrationError("Mattermost is changing this database right now: try again when it has finished")
    missing = await _missing_columns(conn)
    if missing:
        shown = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
        raise MigrationError(f"this Mattermost database lacks {shown}: repair it with Mattermost 11.6 first")


async def _mattermost_is_migrating(conn: Connection) -> bool:
    if not await _exists(conn, "public.db_lock"):
        return False
    return bool(
        await _value(
            conn,
            "SELECT 1 FROM public.db_lock WHERE id = 'mm-lock-key' AND expireat > extract(epoch FROM now())",
        )
    )


async def _missing_columns(conn: Connection) -> list[str]:
    """Columns we rely on that this database does not have: the highest step number alone proves little."""
    cursor = await conn.execute(
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'"
    )
    present = {name async for (name,) in cursor}
    return sorted(_required_columns() - present)


@cache
def _required_columns() -> frozenset[str]:
    """Every `table.column` of the first file, less those that the adoption adds itself."""
    sql = {step.name: step.sql for step in migrations()}
    added = {
        "db_lock",
        *(table for table, _ in _TABLE.findall(sql["adoption"].replace(" IF NOT EXISTS", ""))),
    }
    columns = {
        f"{table}.{column}"
        for table, body in _TABLE.findall(sql["mattermost"])
        if table not in added
        for column in _COLUMN.findall(body)
    }
    return frozenset(columns - {"roles.schemeid"})


async def _apply(conn: Connection, step: Migration, origin: Origin) -> Applied:
    started = time.monotonic()
    outcome = Outcome.APPLIED if step.scope in (None, origin) else Outcome.SKIPPED
    async with conn.transaction():
        if outcome is Outcome.APPLIED:
            await conn.execute(step.sql.encode())
        await conn.execute(
            """
            INSERT INTO mmpy.migrations (version, name, outcome, applied_at, sha256)
            VALUES (%s, %s, %s, floor(extract(epoch FROM clock_timestamp()) * 1000), %s)
            """,
            [step.version, step.name, outcome, step.sha256],
        )
        if step.name == "mmpy":
            await conn.execute(
                "INSERT INTO mmpy.settings (name, value) VALUES ('origin', %s)",
                [origin],
            )
    return Applied(
        version=step.version,
        name=step.name,
        outcome=outcome,
        seconds=time.monotonic() - started,
    )


async def _exists(conn: Connection, table: LiteralString) -> bool:
    return await _value(conn, "SELECT to_regclass(%s) IS NOT NULL", table) is True


async def _value(conn: Connection, query: LiteralString, *parameters: str) -> object:
    """The first column of the first row, None if there is no row."""
    row = await (await conn.execute(query, parameters)).fetchone()
    return row[0] if row else None
