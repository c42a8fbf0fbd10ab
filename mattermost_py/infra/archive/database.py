"""The database's part of a backup: one consistent snapshot out, and into an empty database again."""

import os
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from psycopg import pq, sql
from psycopg.rows import TupleRow

from mattermost_py.infra.archive.errors import BackupError
from mattermost_py.infra.archive.manifest import DUMP, TABLES, Manifest, Method
from mattermost_py.infra.archive.reader import ArchiveReader
from mattermost_py.infra.archive.writer import ArchiveWriter
from mattermost_py.infra.postgres import PostgresError, binaries

Connection = psycopg.Connection[TupleRow]

_PIPE_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved of a database, for the manifest."""

    postgres_version: str
    method: Method
    tables: dict[str, int]
    columns: dict[str, list[str]]


@contextmanager
def snapshot(conninfo: str) -> Iterator[Connection]:
    """A connection that sees the database as it is now, however long that takes."""
    with psycopg.connect(conninfo, application_name="mmpy backup") as conn:
        conn.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET search_path = ''")
        conn.commit()
        conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        conn.read_only = True
        yield conn


def save(conn: Connection, conninfo: str, archive: ArchiveWriter) -> Saved:
    """Writes the snapshot that this connection sees into the archive."""
    tables = row_counts(conn)
    pg_dump = _pg_dump_for(conn)
    columns: dict[str, list[str]] = {}
    if pg_dump:
        _dump(pg_dump, conn, conninfo, archive)
    else:
        columns = {table: _copy_out(conn, table, archive) for table in tables}
    return Saved(
        postgres_version=conn.info.parameter_status("server_version") or "unknown",
        method="pg_dump" if pg_dump else "copy",
        tables=tables,
        columns=columns,
    )


def row_counts(conn: Connection) -> dict[str, int]:
    """Rows of each table as `schema.table`, outside PostgreSQL's own schemas."""
    names = conn.execute("""
        SELECT nspname, relname
          FROM pg_catalog.pg_class
          JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
         WHERE relkind = 'r' AND relpersistence <> 't' AND nspname <> 'information_schema' AND nspname !~ '^pg_'
         ORDER BY nspname, relname
    """).fetchall()
    return {f"{schema}.{table}": _count(conn, f"{schema}.{table}") for schema, table in names}


def _count(conn: Connection, table: str) -> int:
    row = conn.execute(sql.SQL("SELECT count(*) FROM {}").format(_identifier(table))).fetchone()
    return row[0] if row else 0


def _identifier(table: str) -> sql.Identifier:
    return sql.Identifier(*table.split(".", 1))


def _pg_dump_for(conn: Connection) -> Path | None:
    """A pg_dump that can read this server: as new as it, and able to speak TLS where that is spoken.

    Ours comes with PostgreSQL 18 and without TLS; a system's own is taken if it fits.
    """
    major = conn.info.server_version // 10000
    needs_tls = conn.pgconn.ssl_in_use
    candidates = [] if needs_tls else [_our_pg_dump()]
    candidates.append(shutil.which("pg_dump"))
    return next((Path(each) for each in candidates if each and _major(each) >= major), None)


def _our_pg_dump() -> str | None:
    try:
        program = binaries.find().program("pg_dump")
    except PostgresError:
        return None
    return str(program) if program.exists() else None


def _major(program: str) -> int:
    run = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, env=_environment())
    version = re.search(r"\(PostgreSQL\) (\d+)", run.stdout)
    return int(version.group(1)) if version else 0


def _dump(pg_dump: Path, conn: Connection, conninfo: str, archive: ArchiveWriter) -> None:
    row = conn.execute("SELECT pg_catalog.pg_export_snapshot()").fetchone()
    command = [str(pg_dump), "--format=custom", "--no-owner", "--no-acl", f"--snapshot={row[0] if row else ''}"]
    environment = {**_environment(), **_connection_variables(conninfo)}
    with (
        tempfile.TemporaryFile() as said,  # not a pipe: nobody reads it meanwhile, and a full one would stop pg_dump
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, env=environment
        ) as process,
        archive.parts(DUMP) as parts,
    ):
        assert process.stdout is not None
        while data := process.stdout.read(_PIPE_BYTES):
            parts.write(data)
        if process.wait() != 0:
            raise BackupError(f"pg_dump failed: {_last_line(said)}")


def _last_line(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _connection_variables(conninfo: str) -> dict[str, str]:
    """The connection as environment: on a command line everybody could read the password."""
    return {
        option.envvar.decode(): option.val.decode()
        for option in pq.Conninfo.parse(conninfo.encode())
        if option.envvar and option.val is not None
    }


def _environment() -> dict[str, str]:
    """A clean environment: a frozen program's own libraries are not for PostgreSQL's programs."""
    kept = {name: text for name, text in os.environ.items() if name in ("PATH", "HOME") or name.startswith("PG")}
    return {**kept, "LC_ALL": "C"}


def _copy_out(conn: Connection, table: str, archive: ArchiveWriter) -> list[str]:
    """Saves one table as a compressed text stream and returns its columns in the stream's order."""
    columns = _columns(conn, table)
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(_identifier(table), _names(columns))
    packer = zlib.compressobj(level=6, wbits=31)
    with archive.parts(TABLES + table) as parts, conn.cursor() as cursor, cursor.copy(statement) as rows:
        for row in rows:
            parts.write(packer.compress(row))
        parts.write(packer.flush())
    return columns


def _columns(conn: Connection, table: str) -> list[str]:
    rows = conn.execute(
        """
        SELECT attname
          FROM pg_catalog.pg_attribute
         WHERE attrelid = %s::pg_catalog.regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
         ORDER BY attnum
        """,
        [_identifier(table).as_string(conn)],
    )
    return [name for (name,) in rows]


def _names(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def load_dump(archive: ArchiveReader, conninfo: str) -> str:
    """Feeds pg_dump's part into an empty database; returns what pg_restore had to say, empty if nothing.

    Complaints need not be losses: an extension that only the old server has, for one. Compare the rows.
    """
    command = [str(binaries.find().program("pg_restore")), "--no-owner", "--no-acl", f"--dbname={conninfo}"]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=_environment()
        ) as process:
            assert process.stdin is not None
            with suppress(BrokenPipeError), process.stdin as feed:  # it gave up; its words tell why
                for chunk in archive.stream(DUMP):
                    feed.write(chunk)
        said.seek(0)
        return said.read().decode(errors="replace").strip()


def load_tables(archive: ArchiveReader, conninfo: str) -> list[str]:
    """Fills the tables of a migrated database with the saved ones; returns the tables it has no place for."""
    homeless: list[str] = []
    with psycopg.connect(conninfo) as conn:
        present = row_counts(conn)
        # Rows come in any order, so checks between tables wait; the saved database satisfied them.
        conn.execute("SET session_replication_role = replica")
        conn.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(_identifier, present))))
        for table, columns in archive.manifest.columns.items():
            if table not in present or not set(columns) <= set(_columns(conn, table)):
                homeless.append(table)
                continue
            _copy_in(conn, table, columns, archive)
    return homeless


def _copy_in(conn: Connection, table: str, columns: list[str], archive: ArchiveReader) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(_identifier(table), _names(columns))
    unpacker = zlib.decompressobj(wbits=31)
    with conn.cursor() as cursor, cursor.copy(statement) as rows:
        for chunk in archive.stream(TABLES + table):
            rows.write(unpacker.decompress(chunk))
        rows.write(unpacker.flush())


def refresh_views(conninfo: str) -> None:
    """Recomputes what is derived from the tables."""
    with psycopg.connect(conninfo, autocommit=True) as conn:
        views = conn.execute("SELECT schemaname || '.' || matviewname FROM pg_matviews").fetchall()
        for (view,) in views:
            conn.execute(sql.SQL("REFRESH MATERIALIZED VIEW {}").format(_identifier(view)))


def differences(manifest: Manifest, conninfo: str) -> list[str]:
    """Tables whose number of rows is not the saved one."""
    with psycopg.connect(conninfo) as conn:
        present = row_counts(conn)
    return [
        f"{table} has {present.get(table, 'no table and no')} rows instead of {rows}"
        for table, rows in manifest.tables.items()
        if present.get(table) != rows and (rows or table in present)
    ]


def analyze(conninfo: str) -> None:
    """Lets the planner learn the sizes of restored tables."""
    with psycopg.connect(conninfo, autocommit=True) as conn:
        conn.execute("ANALYZE")
