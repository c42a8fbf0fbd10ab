"""The connections that transactions and rare statements use."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
from psycopg import AsyncConnection
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool

Pool = AsyncConnectionPool[AsyncConnection[tuple[Any, ...]]]

set_json_loads(orjson.loads)
set_json_dumps(orjson.dumps)


async def _configure(connection: AsyncConnection[tuple[Any, ...]]) -> None:
    connection.prepare_threshold = 1
    await connection.set_autocommit(True)


@asynccontextmanager
async def open_pool(conninfo: str, *, size: int, statement_timeout_s: float) -> AsyncIterator[Pool]:
    """A pool of up to `size` autocommit connections, open while the context lasts.

    Raises: psycopg_pool.PoolTimeout if the database cannot be reached within 30 s.
    """
    options = f"-c statement_timeout={int(statement_timeout_s * 1000)} -c TimeZone=UTC"
    options += " -c default_text_search_config=pg_catalog.english -c jit=off"
    pool: Pool = AsyncConnectionPool(
        conninfo,
        min_size=min(2, size),
        max_size=size,
        kwargs={"options": options, "application_name": "mmpy"},
        configure=_configure,
        timeout=30,
        open=False,
        name="mmpy",
    )
    await pool.open(wait=True, timeout=30)
    try:
        yield pool
    finally:
        await pool.close()
